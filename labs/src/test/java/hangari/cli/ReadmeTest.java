package hangari.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import hangari.cli.state.StateDirectory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is what a reader will see. */
class ReadmeTest {
    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    private static final String ELLIPSIS = "…";

    @TempDir
    Path state;

    @Test
    void showsWhatTheFirstStepReallySays() throws Exception {
        assertThat(play("en")).containsSubsequence(shown("README.md"));
    }

    @Test
    void showsItInKoreanToo() throws Exception {
        assertThat(play("ko")).containsSubsequence(shown("README.ko.md"));
    }

    /** The lines of the first fenced block, without the command and what is left out. */
    private static List<String> shown(String readme) throws Exception {
        List<String> lines = Files.readAllLines(CHECKOUT.resolve(readme));
        int from = lines.indexOf("```");
        List<String> block = lines.subList(
                from + 1, from + 1 + lines.subList(from + 1, lines.size()).indexOf("```"));
        assertThat(block.get(0)).startsWith("$ ./hangari learn chroot");
        return block.stream()
                .skip(1)
                .filter(line -> !line.isBlank() && !line.equals(ELLIPSIS))
                .toList();
    }

    private List<String> play(String language) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, UTF_8);
        InputStream typed = new ByteArrayInputStream("c\n\n/quit\n".getBytes(UTF_8));
        Surroundings surroundings = new Surroundings(CHECKOUT, new StateDirectory(state), "", false);
        int status = Cli.run(new Console(typed, stream, stream), surroundings, "learn", "chroot", "--lang", language);
        assertThat(status).isZero();
        return out.toString(UTF_8).lines().toList();
    }
}
