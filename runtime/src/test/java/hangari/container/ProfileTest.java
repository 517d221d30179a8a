package hangari.container;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.linux.Capability;
import hangari.linux.Ending;
import hangari.linux.Errno;
import hangari.linux.Namespace;
import hangari.linux.Signal;
import hangari.linux.Step;
import hangari.linux.proc.ProcFs;
import hangari.linux.proc.ProcessStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Docker's profile on the real kernel; in a user namespace, where every capability is there to be given up. */
class ProfileTest {
    private static final int ENOSYS = Errno.ENOSYS.number();
    private static final int EPERM = Errno.EPERM.number();

    @TempDir
    Path folder;

    private static ContainerSpec open(String... argv) {
        return ContainerSpec.of(argv).withNamespaces(Set.of(Namespace.USER, Namespace.MNT));
    }

    private static ContainerSpec confined(Profile profile, String... argv) {
        return open(argv).withThen(profile.steps());
    }

    private static Ending ending(ContainerSpec spec) {
        try (Container container = Container.observed(spec)) {
            assertThat(container.refusal()).isEmpty();
            return container.await().orElseThrow();
        }
    }

    @Test
    void theKernelShowsTheProfileFromOutside() {
        try (Container container = Container.observed(confined(Profile.docker(), "sleep", "1000"))) {
            ProcessStatus status = ProcFs.host().status(container.pid()).value().orElseThrow();

            long docker = Capability.bits(Capability.DOCKER);
            assertThat(docker).isEqualTo(0xA804_25FBL);
            assertThat(status.capabilities().effective()).isEqualTo(docker);
            assertThat(status.capabilities().permitted()).isEqualTo(docker);
            assertThat(status.capabilities().bounding()).isEqualTo(docker);
            assertThat(status.capabilities().inheritable()).isZero();
            assertThat(status.capabilities().ambient()).isZero();
            assertThat(status.noNewPrivs()).isTrue();
            assertThat(status.seccomp()).isEqualTo(2);
        }
    }

    @Test
    void capabilitiesAreAddedAndTakenAwayAsByDocker() {
        Profile profile = Profile.docker()
                .withCapabilities(Set.of(Capability.SYS_ADMIN))
                .withoutCapabilities(Set.of(Capability.MKNOD, Capability.NET_RAW));
        try (Container container = Container.observed(confined(profile, "sleep", "1000"))) {
            assertThat(Capability.of(ProcFs.host()
                            .status(container.pid())
                            .value()
                            .orElseThrow()
                            .capabilities()
                            .effective()))
                    .contains(Capability.SYS_ADMIN, Capability.CHOWN)
                    .doesNotContain(Capability.MKNOD, Capability.NET_RAW)
                    .hasSize(13);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"unshare -r true", "unshare -m true", "mount -t tmpfs none /mnt"})
    void whatAnOpenBoxMayDoAConfinedOneIsRefused(String command) {
        assertThat(ending(open("sh", "-c", command))).isEqualTo(new Ending.Exited(0));
        try (Container confined = Container.observed(confined(Profile.docker(), "sh", "-c", command))) {
            assertThat(confined.await().orElseThrow()).isNotEqualTo(new Ending.Exited(0));
            // mount(8) words EPERM in its own way.
            assertThat(confined.stderr()).containsAnyOf("Operation not permitted", "permission denied");
        }
    }

    @Test
    void ordinaryProgramsRunAsBefore() {
        try (Container container = Container.observed(confined(
                Profile.docker(),
                "sh",
                "-c",
                "ls / | cat >/dev/null && (cd /tmp && pwd) && id -u && echo $(echo deep)"))) {
            assertThat(container.await()).contains(new Ending.Exited(0));
            assertThat(container.stdout()).isEqualTo("/tmp\n0\ndeep\n");
        }
    }

    @Test
    @EnabledOnOs(architectures = "amd64")
    void theFilterAloneRefusesWhereNoCapabilityIsMissing() throws Exception {
        List<Step> filterAlone = Profile.docker().steps().subList(3, 5);

        // reboot(2), with wrong magic numbers: EINVAL from the kernel, if it ever gets there.
        assertThat(exit(filterAlone, 169, 0)).isEqualTo(EPERM);
        assertThat(exit(filterAlone, 435, 0)).isEqualTo(ENOSYS);
        assertThat(exit(filterAlone, 1000, 0)).isEqualTo(ENOSYS);
    }

    @Test
    @EnabledOnOs(architectures = "amd64")
    void typingIntoATerminalIsRefusedInBothFormsOfTheRequest() throws Exception {
        List<Step> profile = Profile.docker().steps();

        assertThat(exit(List.of(), 16, 0x1_0000_5412L)).isNotEqualTo(EPERM);
        assertThat(exit(profile, 16, 0x5412)).isEqualTo(EPERM);
        assertThat(exit(profile, 16, 0x1_0000_5412L)).isEqualTo(EPERM);
        assertThat(exit(profile, 16, 0x541C)).isEqualTo(EPERM);
    }

    @Test
    @EnabledOnOs(architectures = "amd64")
    void theX32TableIsRefused() throws Exception {
        assertThat(exit(Profile.docker().steps(), 0x4000_0000 | 39, 0)).isEqualTo(ENOSYS);
    }

    @Test
    @EnabledOnOs(architectures = "amd64")
    void theI386TableEndsTheProcess() throws Exception {
        Path probe = SyscallProbe.i386().in(folder);

        assertThat(ending(confined(Profile.docker(), probe.toString()))).isEqualTo(new Ending.Killed(Signal.SIGSYS));
    }

    private int exit(List<Step> steps, int number, long second) throws Exception {
        Path probe = SyscallProbe.of(number, second).in(folder);
        int status = ending(open(probe.toString()).withThen(steps)).status();
        Files.delete(probe);
        return status;
    }
}
