package hangari.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import hangari.cli.state.StateDirectory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** The whole command line, with what it says kept for a test; each run begins with nothing said. */
final class TestConsole {
    private final Path directory;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path state;
    private byte[] typed = new byte[0];

    /** In a directory, with its state below it. */
    TestConsole(Path directory) {
        this.directory = directory;
        state = directory.resolve("state");
    }

    /** From now on with another state below the directory. */
    void state(String name) {
        state = directory.resolve(name);
    }

    /** What comes from the standard input, at each run from now on. */
    void type(byte[] bytes) {
        typed = bytes.clone();
    }

    /** The same as text. */
    void type(String text) {
        type(text.getBytes(UTF_8));
    }

    int run(String... arguments) {
        out.reset();
        err.reset();
        var console = new Console(
                new ByteArrayInputStream(typed), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
        return Cli.run(
                console, new Surroundings(directory, new StateDirectory(state), "en_US.UTF-8", false), arguments);
    }

    /** What a run that must go well says. */
    String printed(String... arguments) {
        assertThat(run(arguments)).as(complaint()).isZero();
        return said();
    }

    List<String> lines(String... arguments) {
        return printed(arguments).lines().toList();
    }

    /** What the last run said. */
    String said() {
        return out.toString(UTF_8);
    }

    /** The same, byte for byte. */
    byte[] written() {
        return out.toByteArray();
    }

    /** What the last run complained of. */
    String complaint() {
        return err.toString(UTF_8);
    }
}
