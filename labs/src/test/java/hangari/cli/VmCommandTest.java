package hangari.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import hangari.cli.state.StateDirectory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that runs another in a virtual machine, as far as none need be started. */
class VmCommandTest {
    @TempDir
    Path directory;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(Path state, String... arguments) {
        var console = new Console(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(new ByteArrayOutputStream(), true, UTF_8),
                new PrintStream(err, true, UTF_8));
        return Cli.run(
                console, new Surroundings(directory, new StateDirectory(state), "en_US.UTF-8", false), arguments);
    }

    @Test
    void withoutACommandThereIsNoMachine() {
        assertThat(run(directory.resolve("state"), "vm")).isEqualTo(125);
        assertThat(err.toString(UTF_8)).isEqualTo("hangari: no command was given: name a program of the guest\n");
    }

    @Test
    void anAcceleratorThatIsNoneIsRefused() {
        assertThat(run(directory.resolve("state"), "vm", "--accel", "warp", "--", "true"))
                .isEqualTo(125);
        assertThat(err.toString(UTF_8)).contains("warp", "kvm", "tcg").hasLineCount(1);
    }

    @Test
    void aStateThatCannotBeWrittenIsOneLine() {
        assertThat(run(Path.of("/proc/self/state"), "vm", "--", "true")).isEqualTo(125);
        assertThat(err.toString(UTF_8)).contains("/proc/self/state").hasLineCount(1);
    }
}
