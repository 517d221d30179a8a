package hangari.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.container.cgroup.Limits;
import hangari.linux.Ending;
import hangari.linux.Fd;
import hangari.linux.Namespace;
import hangari.linux.OpenFlag;
import hangari.linux.Pipe;
import hangari.peer.Rights;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A further process in a container that runs. */
class ExecTest {
    private static final Fd NULL = Fd.open("/dev/null", Set.of(OpenFlag.RDWR));

    @TempDir
    static Path folder;

    private static ImageRoot image;

    @BeforeAll
    static void anImage() throws IOException {
        image = ImageRoot.in(folder);
    }

    /** What a further process writes. */
    static String exec(Container container, ProcessSpec process, Profile profile) {
        Pipe pipe = Pipe.open();
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (Target target = Target.of(container.pid());
                Container further = Container.exec(
                        target, new Stdio(NULL, pipe.writer(), pipe.writer(), false), process, profile)) {
            pipe.writer().close();
            if (further.refusal().isPresent()) {
                throw new AssertionError(further.syscalls());
            }
            for (byte[] data = pipe.reader().read();
                    data.length > 0;
                    data = pipe.reader().read()) {
                text.writeBytes(data);
            }
            Ending ending = further.await().orElseThrow();
            text.writeBytes((ending.status() == 0 ? "" : ending.toString()).getBytes(StandardCharsets.UTF_8));
        } finally {
            pipe.close();
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    private static ProcessSpec sh(String script) {
        return ProcessSpec.of(List.of("sh", "-c", script));
    }

    @Test
    void itIsInEveryNamespaceOfTheContainerAndSeenThere() throws IOException {
        String all = "for n in mnt pid uts ipc net cgroup user; do readlink /proc/PID/ns/$n; done";
        try (Container container = Container.observed(image.sh("sleep 1000").withHostname("jar"))) {
            String first = exec(container, sh(all.replace("PID", "1")), Profile.docker());
            String own = exec(container, sh(all.replace("PID", "self")), Profile.docker());

            assertThat(own).isEqualTo(first).contains("pid:[");
            assertThat(exec(
                            container,
                            sh("cat /proc/sys/kernel/hostname; echo $$; ls /proc/self/fd"),
                            Profile.docker()))
                    .matches("jar\n[0-9]+\n0\n1\n2\n3\n");
        }
    }

    @Test
    void itIsConfinedLikeTheFirst() throws IOException {
        String status = "grep -E '^(Cap|NoNew|Seccomp:|SigBlk|SigCgt)' /proc/self/status";
        try (Container container = Container.observed(image.sh("sleep 1000"))) {
            assertThat(exec(container, ProcessSpec.of(List.of("sh", "-c", status)), Profile.docker()))
                    .contains("CapEff:\t00000000a80425fb", "CapBnd:\t00000000a80425fb")
                    .contains("NoNewPrivs:\t1", "Seccomp:\t2", "SigBlk:\t0000000000000000");
        }
    }

    @Test
    void withNewPrivilegesItIsFilteredAllTheSame() throws IOException {
        Rights.assumeUsers();
        Profile profile = Profile.docker().withNewPrivileges();
        ProcessSpec status = sh("grep -E '^(CapEff|NoNew|Seccomp:)' /proc/self/status");
        String expected = "CapEff:\t%016x\nNoNewPrivs:\t0\nSeccomp:\t2\n";
        try (Container container =
                Container.observed(image.sh("exec sleep 1000").withProfile(profile))) {
            assertThat(exec(container, status, profile)).isEqualTo(expected.formatted(0xa80425fbL));
            assertThat(exec(container, status.withUser(new Identity(1000, 1000, List.of())), profile))
                    .isEqualTo(expected.formatted(0L));
        }
    }

    @Test
    void itRunsWhereAndAsWhomItIsTold() throws IOException {
        Rights.assumeUsers();
        try (Container container = Container.observed(image.sh("sleep 1000"))) {
            assertThat(exec(
                            container,
                            sh("pwd; id -u; id -G; echo $WHAT")
                                    .withCwd("/tmp")
                                    .withEnv("WHAT", "this")
                                    .withUser(new Identity(1000, 100, List.of(100L, 5L))),
                            Profile.docker()))
                    .isEqualTo("/tmp\n1000\n100 5\nthis\n");
        }
    }

    @Test
    void itsLimitsAreTheContainers() throws IOException {
        Rights.assumeGroups();
        ContainerSpec three =
                image.sh("exec sleep 1000").withLimits(Limits.none().withPids(3));
        try (Container container = Container.observed(three)) {
            assertThat(exec(container, sh("cat /proc/self/cgroup | cat"), Profile.docker()))
                    .contains("Cannot fork");
            assertThat(container.events().forksRefused()).hasValue(1);
        }
    }

    @Test
    void anExitCodeIsItsOwn() throws IOException {
        try (Container container = Container.observed(image.sh("sleep 1000"))) {
            assertThat(exec(container, sh("exit 7"), Profile.docker())).isEqualTo("exited with 7");
        }
    }

    @Test
    void inAUserNamespaceItIsTheSame() throws IOException {
        try (Container container = Container.observed(image.sh("sleep 1000").withNamespaces(Set.of(Namespace.USER)))) {
            assertThat(exec(container, sh("id -u; grep CapEff /proc/self/status"), Profile.docker()))
                    .isEqualTo("0\nCapEff:\t00000000a80425fb\n");
        }
    }

    @Test
    void aContainerThatHasEndedIsNoTarget() throws IOException {
        Container container = Container.observed(image.sh("true"));
        long pid = container.pid();
        container.await();

        assertThatThrownBy(() -> Target.of(pid)).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> Target.of(ProcessHandle.current().pid()))
                .hasMessageContaining("is no container that runs");
    }
}
