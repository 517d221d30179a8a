package hangari.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A launch with a process of a few pages between. */
class SealedLaunchTest {
    private static final Step TRUE = new ProcessStep.Execve("/bin/true", List.of("true"), Map.of());

    private static Launch launch(Step... steps) {
        return Launcher.launchSealed(new SyscallProgram(Set.of(), List.of(steps)), List.of());
    }

    private static long descriptors() throws Exception {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }

    @Test
    void theChildIsOursAndItsEndIsToo() {
        Launch launch = launch(new ProcessStep.Execve("/bin/sh", List.of("sh", "-c", "exit 7"), Map.of()));

        assertThat(launch.refusal()).isEmpty();
        assertThat(launch.child().orElseThrow().await()).isEqualTo(new Ending.Exited(7));
    }

    @Test
    void aRefusalIsAValueAndTheChildEnds() {
        Launch launch = launch(new FileStep.Chdir("/no/such"), TRUE);

        assertThat(launch.refusal().orElseThrow().errno()).isEqualTo(Errno.ENOENT);
        assertThat(launch.child().orElseThrow().await()).isEqualTo(new Ending.Exited(125));
    }

    @Test
    void aRefusalBeforeTheChildIsAValueToo() {
        Launch launch = Launcher.launchSealed(
                new SyscallProgram(List.of(new FileStep.Chdir("/no/such")), Set.of(), List.of(TRUE)), List.of());

        assertThat(launch.refusal().orElseThrow().call()).isEqualTo("chdir");
        assertThat(launch.child()).isEmpty();
    }

    @Test
    void anActionThatFailsEndsTheChild() {
        try (Meeting meeting = new Meeting()) {
            SyscallProgram program = new SyscallProgram(Set.of(), List.of(meeting.step(), TRUE));
            long[] met = new long[1];

            assertThatThrownBy(() -> Launcher.launchSealed(program, List.of(new Meeting.Appointment(meeting, pid -> {
                        met[0] = pid;
                        throw new IllegalStateException("no place");
                    }))))
                    .hasMessage("no place");
            assertThat(Path.of("/proc", Long.toString(met[0]))).doesNotExist();
        }
    }

    @Test
    void aMeetingThatIsNotReachedIsNotWaitedFor() {
        try (Meeting meeting = new Meeting()) {
            SyscallProgram program =
                    new SyscallProgram(Set.of(), List.of(new FileStep.Chdir("/no/such"), meeting.step(), TRUE));

            Launch launch = Launcher.launchSealed(program, List.of(new Meeting.Appointment(meeting, pid -> {
                throw new AssertionError("met " + pid);
            })));

            assertThat(launch.refusal()).isPresent();
            launch.child().orElseThrow().close();
        }
    }

    @Test
    void manyAtOnceLeaveNothing() throws Exception {
        launch(TRUE).child().orElseThrow().await();
        long before = descriptors();

        IntStream.range(0, 100).parallel().forEach(i -> assertThat(
                        launch(TRUE).child().orElseThrow().await())
                .isEqualTo(new Ending.Exited(0)));

        assertThat(descriptors()).isEqualTo(before);
    }

    @Test
    void aProgramThatIsTooLargeIsRefused() {
        String[] all =
                IntStream.range(0, 200).mapToObj(i -> "x".repeat(100_000)).toArray(String[]::new);

        assertThatThrownBy(() -> launch(new ProcessStep.Execve("/bin/true", List.of(all), Map.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("shorten its arguments");
    }

    @Test
    void whatChangesTheLauncherIsNotDoneUnsealed() {
        SyscallProgram program = new SyscallProgram(List.of(new FileStep.Chdir("/")), Set.of(), List.of(TRUE));

        assertThatThrownBy(() -> Launcher.children().launch(program)).hasMessageContaining("launch it sealed");
        assertThatThrownBy(() -> Launcher.children()
                        .launch(new SyscallProgram(Set.of(), List.of(new IdentityStep.NotDumpable(), TRUE))))
                .hasMessageContaining("launch it sealed");
    }
}
