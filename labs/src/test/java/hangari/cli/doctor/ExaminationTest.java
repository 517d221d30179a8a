package hangari.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.cli.doctor.Finding.Status;
import hangari.linux.Errno;
import hangari.linux.Hint;
import hangari.linux.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On machines that are laid out in a directory, because no one machine lacks everything. */
class ExaminationTest {
    private static final Refusal NO_CLONE =
            new Refusal("clone3", "clone3({flags=CLONE_NEWUSER}, 88)", Errno.EPERM, Hint.NONE);
    private static final Refusal NO_OVERLAY =
            new Refusal("mount", "mount(\"overlay\", \"/m\", \"overlay\", 0, \"\")", Errno.ENODEV, Hint.NONE);

    @TempDir
    Path machine;

    private Finding look(Topic topic, Optional<Refusal> answer) {
        return new Examination(new HostFiles(machine), new Answer(answer), "amd64").of(topic);
    }

    private void file(String path, String text) throws IOException {
        Path file = machine.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private String whyNoUserNamespace() {
        return look(Topic.USERNS, Optional.of(NO_CLONE)).problem();
    }

    @Test
    void aKernelFromBefore511IsTooOld() throws Exception {
        file("proc/sys/kernel/osrelease", "5.10.0-28-amd64\n");
        assertThat(look(Topic.KERNEL, Optional.empty()).problem()).isEqualTo("old");
        file("proc/sys/kernel/osrelease", "6.1.0-rc2+\n");
        assertThat(look(Topic.KERNEL, Optional.empty()).status()).isEqualTo(Status.YES);
    }

    @Test
    void userNamespacesWorkIfTheKernelGrantsOne() {
        assertThat(look(Topic.USERNS, Optional.empty()).status()).isEqualTo(Status.YES);
    }

    @Test
    void knowsALimitOfZero() throws Exception {
        file("proc/sys/user/max_user_namespaces", "0\n");
        assertThat(whyNoUserNamespace()).isEqualTo("limit");
    }

    @Test
    void knowsDebiansSwitch() throws Exception {
        file("proc/sys/kernel/unprivileged_userns_clone", "0\n");
        assertThat(whyNoUserNamespace()).isEqualTo("switched-off");
    }

    @Test
    void knowsUbuntusRestriction() throws Exception {
        file("proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1\n");
        assertThat(whyNoUserNamespace()).isEqualTo("apparmor");
    }

    @Test
    void knowsACallerInAChroot() throws Exception {
        file("proc/self/ns/user", "");
        file("proc/self/mountinfo", "30 22 0:21 / /proc rw - proc proc rw\n");
        assertThat(whyNoUserNamespace()).isEqualTo("chrooted");
        file("proc/self/mountinfo", "22 1 8:1 / / rw - ext4 /dev/sda rw\n");
        assertThat(whyNoUserNamespace()).isEqualTo("refused");
    }

    @Test
    void blamesTheUserNamespaceForWhatAnOrdinaryUserCannotDoWithoutIt() throws Exception {
        file("proc/sys/user/max_user_namespaces", "0\n");
        Finding chroot = look(Topic.CHROOT, Optional.of(NO_CLONE));
        assertThat(chroot.topic()).isEqualTo(Topic.CHROOT);
        assertThat(chroot.problemKey()).isEqualTo("doctor.userns.limit");
    }

    @Test
    void knowsAKernelWithoutOverlayfs() throws Exception {
        file("proc/filesystems", "nodev\tproc\n\text4\n");
        assertThat(look(Topic.OVERLAY, Optional.of(NO_OVERLAY)).problem()).isEqualTo("absent");
        file("proc/filesystems", "nodev\tproc\nnodev\toverlay\n");
        assertThat(look(Topic.OVERLAY, Optional.of(NO_OVERLAY)).problem()).isEqualTo("refused");
    }

    @Test
    void doesNotBlameOverlayfsForAnotherMount() throws Exception {
        Refusal noProc =
                new Refusal("mount", "mount(\"proc\", \"/m/proc\", \"proc\", 0, \"\")", Errno.EPERM, Hint.NONE);
        assertThat(look(Topic.OVERLAY, Optional.of(noProc)).problem()).isEqualTo("unprepared");
    }

    @Test
    void tellsTheLayoutsOfControlGroupsApart() throws Exception {
        Files.createDirectories(machine.resolve("sys/fs/cgroup/unified"));
        String v1 = "33 32 0:30 / /sys/fs/cgroup rw - cgroup cgroup rw,pids\n";
        String v2 = "34 32 0:31 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw\n";
        file("proc/self/mountinfo", v1 + v2);
        assertThat(look(Topic.CGROUP, Optional.empty()).value()).isEqualTo("v1+v2 (hybrid)");
        file("proc/self/mountinfo", v2);
        assertThat(look(Topic.CGROUP, Optional.empty()).value()).isEqualTo("v2");
        file("proc/self/mountinfo", "");
        assertThat(look(Topic.CGROUP, Optional.empty()).problem()).isEqualTo("absent");
    }

    @Test
    void looksAtEverythingOnThisMachineToo(@TempDir Path work) {
        assertThat(new Examination(new KernelTrials(work)).all())
                .extracting(Finding::topic)
                .containsExactly(Topic.values());
    }

    /** Gives the same answer to every trial. */
    private record Answer(Optional<Refusal> refusal) implements Trials {
        @Override
        public boolean privileged() {
            return refusal.isPresent() && !refusal.get().equals(NO_CLONE);
        }

        @Override
        public Optional<Refusal> userNamespace() {
            return refusal;
        }

        @Override
        public Optional<Refusal> chroot() {
            return refusal;
        }

        @Override
        public Optional<Refusal> networkNamespace() {
            return refusal;
        }

        @Override
        public Optional<Refusal> overlay() {
            return refusal;
        }
    }
}
