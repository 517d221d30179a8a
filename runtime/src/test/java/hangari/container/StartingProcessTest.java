package hangari.container;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.linux.Child;
import hangari.linux.Ending;
import hangari.linux.Errno;
import hangari.linux.Fd;
import hangari.linux.Keeper;
import hangari.linux.KeeperArena;
import hangari.linux.Launch;
import hangari.linux.Launcher;
import hangari.linux.Meeting;
import hangari.linux.Namespace;
import hangari.linux.OpenFlag;
import hangari.linux.Pipe;
import hangari.linux.Signal;
import hangari.linux.SyscallProgram;
import hangari.peer.Rights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that is being put into a container, or among the processes of another, cannot be reached from there. */
class StartingProcessTest {
    @TempDir
    static Path folder;

    private static ImageRoot image;

    @BeforeAll
    static void anImage() throws IOException {
        image = ImageRoot.withPerl(folder);
    }

    @Test
    void inTheNamespacesOfAnotherContainerNothingOfTheHostIsSeen() throws Exception {
        Rights.assumeForeignNamespaces();
        try (Container other = Container.observed(image.sh("echo on > /dev/shm/one; sleep 1000"))) {
            Path left = Files.createFile(Path.of("/dev/shm/hangari-test-" + other.pid()));
            ContainerSpec shared = image.sh("ls /dev/shm /sys/class/net; readlink /proc/self/ns/net /proc/self/ns/ipc");
            shared = shared.withIsolation(shared.isolation()
                    .withoutNamespaces(Set.of(Namespace.NET, Namespace.IPC))
                    .withJoined(new Joined(other.pid(), Set.of(Namespace.NET, Namespace.IPC))));
            try {
                assertThat(ImageRoot.output(shared))
                        .isEqualTo("/dev/shm:\n\n/sys/class/net:\nlo\n"
                                + Files.readSymbolicLink(Path.of("/proc/" + other.pid() + "/ns/net")) + "\n"
                                + Files.readSymbolicLink(Path.of("/proc/" + other.pid() + "/ns/ipc")) + "\n");
            } finally {
                Files.delete(left);
            }
        }
    }

    private static ContainerSpec inPidsOf(Container other, ContainerSpec spec) {
        return spec.withIsolation(spec.isolation()
                .withoutNamespaces(Set.of(Namespace.PID))
                .withJoined(new Joined(other.pid(), Set.of(Namespace.PID))));
    }

    @Test
    void inThePidNamespaceOfAnotherContainerOnlyItsProcessesAreSeen() throws Exception {
        Rights.assumeForeignNamespaces();
        try (Container other = Container.observed(ContainerSpec.docker(image.fresh(), "sleep", "1000"))) {
            String seen = ImageRoot.output(inPidsOf(
                    other,
                    image.sh("for p in /proc/[0-9]*; do read n < $p/comm; echo $n; done; stat -c %F /proc/keys")));

            assertThat(seen).isEqualTo("sleep\nsh\ncharacter special file\n");
        }
    }

    @Test
    void aContainerThatIsKeptSeesOnlyThemToo() throws Exception {
        Rights.assumeForeignNamespaces();
        Pipe pipe = Pipe.open();
        Path arena = folder.resolve("arena");
        try (Container other = Container.observed(ContainerSpec.docker(image.fresh(), "sleep", "1000"));
                Fd nothing = Fd.open("/dev/null", Set.of(OpenFlag.RDWR))) {
            ContainerSpec spec = inPidsOf(other, image.sh("for p in /proc/[0-9]*; do read n < $p/comm; echo $n; done"));
            Stdio stdio = new Stdio(nothing, pipe.writer(), pipe.writer(), false);
            Keeper keeper = new KeptContainer(spec, "test").on(stdio, List.of(), arena);
            try (Child process = keeper.process()) {
                assertThat(keeper.refusal()).isEmpty();
                while (KeeperArena.read(arena).ending().isEmpty()) {
                    Thread.onSpinWait();
                }
                assertThat(pipe.reader().read()).asString().isEqualTo("sleep\nsh\n");
                assertThat(process.poll()).isEmpty();
            }
        } finally {
            pipe.close();
        }
    }

    @Test
    void whereThePidNamespaceIsGoneThatIsTheRefusal() throws Exception {
        Container other = Container.observed(ContainerSpec.docker(image.fresh(), "true"));
        other.await();

        assertThat(ImageRoot.refusal(inPidsOf(other, image.sh("true"))).errno()).isEqualTo(Errno.ENOENT);
    }

    @Test
    void aContainerThatStartsInThePidNamespaceOfAnotherCannotBeReachedFromThere() throws Exception {
        Rights.assumeForeignNamespaces();
        ContainerSpec thief = image.perl(
                "print \"ready\\n\"; while (1) { for my $p (grep { /^\\d+$/ && $_ != $$ } of('/proc')) {",
                "  open(my $c, '<', \"/proc/$p/comm\") or next; my $n = <$c>; next if $n =~ /^(true|sh)$/; $seen++;",
                "  my $l = readlink \"/proc/$p/exe\"; print \"exe $l\\n\" if defined $l && $l !~ m{^/usr/bin/true$};",
                "  print \"mem\\n\" if open(my $m, '+<', \"/proc/$p/mem\") && sysread($m, my $b, 1, 0x70000000);",
                "  print \"fd\\n\" if grep { /memfd|java|host/ } map { readlink(\"/proc/$p/fd/$_\") // '' } 0..99;",
                "  } }");
        try (Container container = Container.observed(thief)) {
            while (container.alive() && container.stdout().isEmpty()) {
                Thread.onSpinWait();
            }
            for (int i = 0; i < 100; i++) {
                assertThat(ImageRoot.output(inPidsOf(container, ContainerSpec.docker(image.fresh(), "true"))))
                        .isEmpty();
            }
            assertThat(container.alive()).isTrue();
            container.signal(Signal.SIGKILL);
            container.await();
            assertThat(container.stdout()).isEqualTo("ready\n");
        }
    }

    @Test
    void aProcessThatIsBeingPutIntoAContainerCannotBeReachedFromInside() throws Exception {
        ContainerSpec watcher = image.perl(
                "for (my $seen = 0; !$seen;) { for my $p (grep { /^\\d+$/ && $_ != $$ } of('/proc')) {",
                "  $seen = 1; print \"uid=\", (stat \"/proc/$p\")[4], \"\\n\";",
                "  print \"exe=\", (open(my $e, '<', \"/proc/$p/exe\") ? 'open' : int $!), \"\\n\";",
                "  print \"link=\", (readlink(\"/proc/$p/exe\") // int $!), \"\\n\";",
                "  print \"mem=\", (open(my $m, '+<', \"/proc/$p/mem\") ? 'open' : int $!), \"\\n\";",
                "  print \"maps=\", (open(my $s, '<', \"/proc/$p/maps\") ? 'open' : int $!), \"\\n\";",
                "  print \"fd=\", (grep { defined readlink \"/proc/$p/fd/$_\" } 0..200), \"\\n\";",
                "  print \"root=\", (opendir(my $r, \"/proc/$p/root\") ? 'open' : int $!), \"\\n\";",
                "  print \"ptrace=\", syscall(101, 16, $p, 0, 0), \"\\n\" } } print \"done\\n\"; sleep 1000;");
        try (Container container = Container.observed(watcher);
                Target target = Target.of(container.pid());
                Meeting meeting = new Meeting();
                Fd nothing = Fd.open("/dev/null", Set.of(OpenFlag.RDWR))) {
            ContainerSpec spec = ExecPlan.spec(target, ProcessSpec.of(List.of("true")), Profile.docker());
            Wiring wiring =
                    Wiring.to(new Stdio(nothing, nothing, nothing, false)).metAt(meeting);
            SyscallProgram program = ExecPlan.of(target, spec, wiring);

            Meeting.Action wait = pid -> {
                while (container.alive() && !container.stdout().contains("done")) {
                    Thread.onSpinWait();
                }
            };
            Launch launch = Launcher.launchSealed(program, List.of(new Meeting.Appointment(meeting, wait)));
            launch.child().orElseThrow().await();

            assertThat(launch.refusal()).isEmpty();
            assertThat(container.stdout())
                    .contains("exe=13\n", "link=13\n", "mem=13\n", "maps=13\n", "fd=\n", "root=13\n", "ptrace=-1\n");
        }
    }

    /** CVE-2019-5736: by its name, by a link of the image, and as the interpreter of a script of the image. */
    @ParameterizedTest
    @ValueSource(strings = {"/proc/self/exe", "/link", "/script"})
    void aProgramThatIsItsLaunchersIsNotOurs(String program) throws Exception {
        ImageRoot own = image.with(Files.createTempDirectory(folder, "exe"));
        Files.createSymbolicLink(own.image().resolve("link"), Path.of("/proc/self/exe"));
        Path script = Files.writeString(own.image().resolve("script"), "#!/proc/self/exe\n");
        assertThat(script.toFile().setExecutable(true, false)).isTrue();
        try (Container first = Container.observed(ContainerSpec.docker(own.fresh(), program))) {
            // It is the sealed program that launches, which finds nothing to do; not java, which would miss a library.
            assertThat(first.await()).contains(new Ending.Exited(125));
            assertThat(first.stderr()).isEmpty();
        }
        try (Container container = Container.observed(own.sh("sleep 1000"))) {
            assertThat(ExecTest.exec(container, ProcessSpec.of(List.of(program)), Profile.docker()))
                    .isEqualTo("exited with 125");
        }
    }

    @Test
    void ourOwnProgramIsNeverReachedInManyExecs() throws Exception {
        ContainerSpec thief = image.perl(
                "while (1) { for (map { \"/proc/$_/exe\" } grep { /^\\d+$/ } of('/proc')) {",
                "  open(my $f, '<', $_) or next; my $l = readlink $_;",
                "  print \"reached $l\\n\" if defined $l && $l =~ /java/ } }");
        try (Container container = Container.observed(thief)) {
            for (int i = 0; i < 200; i++) {
                assertThat(ExecTest.exec(container, ProcessSpec.of(List.of("true")), Profile.docker()))
                        .isEmpty();
            }
            assertThat(container.alive()).isTrue();
            container.signal(Signal.SIGKILL);
            container.await();
            assertThat(container.stdout()).isEmpty();
        }
    }
}
