package hangari.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program, launched on the real kernel. */
class LauncherTest {
    private static SyscallProgram program(Set<Namespace> namespaces, Step... steps) {
        return new SyscallProgram(namespaces, List.of(steps));
    }

    private static Step execve(String... argv) {
        return new ProcessStep.Execve(argv[0], List.of(argv), Map.of());
    }

    @Test
    void aProgramBecomesTheProcessItNames() {
        Launch launch =
                Launcher.children().launch(program(Set.of(), new ProcessStep.UnblockSignals(), execve("/bin/true")));

        assertThat(launch.refusal()).isEmpty();
        assertThat(launch.log().executed()).isTrue();
        assertThat(launch.child().orElseThrow().await()).isEqualTo(new Ending.Exited(0));
    }

    @Test
    void theExitStatusIsTheProgramsOwn() {
        Launch launch = Launcher.children().launch(program(Set.of(), execve("/bin/sh", "-c", "exit 7")));

        assertThat(launch.child().orElseThrow().await()).isEqualTo(new Ending.Exited(7));
    }

    @Test
    void theFirstRefusedCallIsNamedAndNothingAfterItIsMade() {
        Launch launch = Launcher.children()
                .launch(program(
                        Set.of(), new FileStep.Chdir("/no/such/directory"), new NamespaceStep.Sethostname("never")));

        assertThat(launch.refusal().orElseThrow().line())
                .isEqualTo("chdir(\"/no/such/directory\"): ENOENT (no such file or directory)");
        assertThat(launch.log().toString())
                .contains("chdir(\"/no/such/directory\") = -1 ENOENT")
                .endsWith("sethostname(\"never\", 5)");
        assertThat(launch.child().orElseThrow().await()).isEqualTo(new Ending.Exited(125));
    }

    @Test
    void aToleratedErrnoDoesNotStopTheProgram() {
        Launch launch = Launcher.children()
                .launch(program(Set.of(), new FileStep.Mkdir("/tmp", 0755), new ProcessStep.Exit(3)));

        assertThat(launch.child().orElseThrow().await()).isEqualTo(new Ending.Exited(3));
    }

    @Test
    void theCallerCanActWhileTheChildWaits() {
        try (Meeting meeting = new Meeting()) {
            long[] met = {0};
            Launch launch = Launcher.children()
                    .launch(program(Set.of(), meeting.step(), new ProcessStep.Exit(0)), meeting, pid -> met[0] = pid);

            assertThat(met[0]).isEqualTo(launch.child().orElseThrow().pid()).isPositive();
            launch.child().orElseThrow().close();
        }
    }

    @Test
    void aProgramRefusedBeforeTheMeetingDoesNotHoldTheCaller() {
        try (Meeting meeting = new Meeting()) {
            boolean[] met = {false};
            Launch launch = Launcher.children()
                    .launch(
                            program(Set.of(), new FileStep.Chdir("/no/such"), meeting.step()),
                            meeting,
                            pid -> met[0] = true);

            assertThat(met[0]).isFalse();
            assertThat(launch.refusal()).isPresent();
            launch.child().orElseThrow().close();
        }
    }

    @Test
    void signalsAreDeliveredAgainInTheNewProgram() {
        Launch launch = Launcher.children()
                .launch(program(Set.of(), new ProcessStep.UnblockSignals(), execve("/bin/sleep", "1000")));
        Child child = launch.child().orElseThrow();

        assertThat(child.signal(Signal.SIGTERM)).isTrue();
        assertThat(child.await()).isEqualTo(new Ending.Killed(Signal.SIGTERM));
        assertThat(child.signal(Signal.SIGTERM)).isFalse();
    }

    @Test
    void theHostnameIsReadInTheNamespaceItWasSetIn() {
        Launch launch = Launcher.children()
                .launch(program(
                        Set.of(Namespace.USER, Namespace.UTS),
                        new NamespaceStep.Sethostname("jar"),
                        new NamespaceStep.Uname(),
                        new ProcessStep.Exit(0)));

        assertThat(launch.nodename()).isEqualTo("jar");
        launch.child().orElseThrow().close();
    }

    @Test
    void aResultCanBeHandedToALaterCall() {
        Launch launch = Launcher.children()
                .launch(program(
                        Set.of(Namespace.USER),
                        new FileStep.WriteFile("/proc/self/setgroups", "deny"),
                        new FileStep.WriteFile("/proc/self/gid_map", "0 " + Credentials.gid() + " 1"),
                        new ProcessStep.Exit(0)));

        assertThat(launch.refusal()).isEmpty();
        launch.child().orElseThrow().close();
    }

    @Test
    void aChildWhoseMeetingFailsDoesNotGoOn(@TempDir Path folder) throws Exception {
        Path witness = folder.resolve("witness");
        long[] met = {0};
        try (Meeting first = new Meeting();
                Meeting second = new Meeting()) {
            var program = program(Set.of(), first.step(), new FileStep.Mkdir(witness.toString(), 0755), second.step());
            var appointments = List.of(
                    new Meeting.Appointment(first, pid -> {
                        met[0] = pid;
                        throw new IllegalStateException("no place for " + pid);
                    }),
                    new Meeting.Appointment(second, pid -> {}));

            assertThatThrownBy(() -> Launcher.children().launch(program, appointments))
                    .hasMessage("no place for " + met[0]);
            assertThat(witness).doesNotExist();
            assertThat(Path.of("/proc", Long.toString(met[0]))).doesNotExist();
        }
    }

    @Test
    void severalMeetingsAreAttendedInTheirOrder() {
        List<String> order = new ArrayList<>();
        try (Meeting first = new Meeting();
                Meeting second = new Meeting()) {
            Launch launch = Launcher.children()
                    .launch(
                            program(Set.of(), first.step(), second.step(), new ProcessStep.Exit(0)),
                            List.of(
                                    new Meeting.Appointment(first, pid -> order.add("first")),
                                    new Meeting.Appointment(second, pid -> order.add("second"))));

            assertThat(order).containsExactly("first", "second");
            launch.child().orElseThrow().close();
        }
    }
}
