package hangari.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import hangari.cli.state.StateDirectory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hangari build}, from the words on the line to what is printed. */
class BuildCommandTest {
    @TempDir
    Path temporary;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private byte[] in = new byte[0];
    private Path context;

    @BeforeEach
    void aContext() throws Exception {
        context = Files.createDirectory(temporary.resolve("context"));
        Files.writeString(context.resolve("motd"), "hello\n");
        Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nARG V=0\nCOPY motd /\nLABEL v=$V\n");
    }

    private int build(String... arguments) {
        out.reset();
        err.reset();
        String[] all = new String[arguments.length + 1];
        all[0] = "build";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        var console = new Console(
                new ByteArrayInputStream(in), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
        var state = new StateDirectory(temporary.resolve("state"));
        return Cli.run(console, new Surroundings(temporary, state, "en", false), all);
    }

    private String said() {
        return out.toString(UTF_8);
    }

    private String failed() {
        return err.toString(UTF_8);
    }

    @Test
    void showsItsStepsAndNamesTheImage() {
        assertThat(build("-t", "web", "-t", "localhost:5000/web:2", context.toString()))
                .as(failed())
                .isZero();
        assertThat(said().replaceAll("[0-9a-f]{12}", "ID"))
                .isEqualTo(String.join(
                        "\n",
                        "Step 1/4 : FROM scratch",
                        " ---> ID",
                        "Step 2/4 : ARG V=0",
                        " ---> ID",
                        "Step 3/4 : COPY motd /",
                        " ---> ID",
                        "Step 4/4 : LABEL v=$V",
                        " ---> ID",
                        "Successfully built ID",
                        "Successfully tagged web:latest",
                        "Successfully tagged localhost:5000/web:2",
                        ""));

        assertThat(build(context.toString())).isZero();
        assertThat(said()).contains("Step 3/4 : COPY motd /\n ---> Using cache\n");
        assertThat(build("--no-cache", context.toString())).isZero();
        assertThat(said()).doesNotContain("Using cache");
    }

    @Test
    void printsNothingButTheIdIfItIsToBeQuiet() throws Exception {
        Path file = temporary.resolve("id");
        assertThat(build("-q", "--iidfile", file.toString(), context.toString()))
                .isZero();
        String id = said().strip();
        assertThat(id).matches("sha256:[0-9a-f]{64}");
        assertThat(file).hasContent(id);

        assertThat(build("-q", "--build-arg", "V=1", context.toString())).isZero();
        assertThat(said().strip()).isNotEqualTo(id);
        assertThat(build("-q", "--build-arg", "SOURCE_DATE_EPOCH=5", context.toString()))
                .isZero();
        assertThat(said().strip()).isNotEqualTo(id);
        assertThat(build("--json", "-t", "web", context.toString())).isZero();
        assertThat(said())
                .startsWith("{\"id\":\"" + id + "\",\"manifest\":\"sha256:")
                .contains("\"web:latest\"");
    }

    @Test
    void takesAnArchiveOrADockerfileFromItsInput() throws Exception {
        assertThat(build("-q", context.toString())).isZero();
        String fromDirectory = said();
        Process tar =
                new ProcessBuilder("tar", "-cz", "--mode=u+s", "--owner=5", "-C", context.toString(), ".").start();
        in = tar.getInputStream().readAllBytes();

        assertThat(build("-q", "-")).as(failed()).isZero();
        assertThat(said()).isEqualTo(fromDirectory);

        in = "FROM scratch\nCOPY <<EOF /x\nhello\nEOF\n".getBytes(UTF_8);
        assertThat(build("-q", "-")).as(failed()).isZero();
        assertThat(build("-q", "-f", "-", context.toString())).as(failed()).isZero();
        in = "FROM scratch\nCOPY motd /\n".getBytes(UTF_8);
        assertThat(build("-")).isEqualTo(ExitCode.FAILED);
        assertThat(failed()).contains("Dockerfile:2: COPY motd /: file not found in build context");
    }

    @Test
    void aFaultIsOneLineOnTheOtherStream() throws Exception {
        Files.writeString(context.resolve("bad"), "FORM scratch\n");

        assertThat(build("-f", context.resolve("bad").toString(), context.toString()))
                .isEqualTo(ExitCode.FAILED);
        assertThat(failed())
                .isEqualTo(
                        "hangari: " + context.resolve("bad") + ":1: unknown instruction: FORM: did you mean FROM?\n");
        assertThat(build(temporary.resolve("nowhere").toString())).isEqualTo(ExitCode.FAILED);
        assertThat(failed()).contains("unable to prepare context: path").contains("not found");
        assertThat(build(Files.createDirectory(temporary.resolve("empty")).toString()))
                .isEqualTo(ExitCode.FAILED);
        assertThat(failed()).contains("failed to read dockerfile").contains("name it with -f");
        assertThat(build("-t", "Bad", context.toString())).isEqualTo(ExitCode.FAILED);
        assertThat(failed()).contains("bad image name \"Bad\"");
        assertThat(build("-f", "-", "-")).isEqualTo(ExitCode.FAILED);
        assertThat(failed()).contains("can't use stdin for both build context and dockerfile");
        assertThat(build("--build-arg", "SOURCE_DATE_EPOCH=now", context.toString()))
                .isEqualTo(ExitCode.FAILED);
        assertThat(failed()).contains("SOURCE_DATE_EPOCH is now: give it seconds since 1970");
    }
}
