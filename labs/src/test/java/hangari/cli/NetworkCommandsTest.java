package hangari.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hangari.cli.state.StateDirectory;
import hangari.linux.Credentials;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands on networks print, in the words of docker. None of them raises a bridge: that is for containers. */
class NetworkCommandsTest {
    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String typed = "";

    private int run(String... arguments) {
        out.reset();
        err.reset();
        var console = new Console(
                new ByteArrayInputStream(typed.getBytes(UTF_8)),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));
        var surroundings =
                new Surroundings(directory, new StateDirectory(directory.resolve("state")), "en_US.UTF-8", false);
        return Cli.run(console, surroundings, arguments);
    }

    private List<String> lines(String... arguments) {
        assertThat(run(arguments)).as(err.toString(UTF_8)).isZero();
        return out.toString(UTF_8).lines().toList();
    }

    @Test
    void dockersThreeAreThereFromTheStart() {
        assertThat(lines("network", "ls"))
                .satisfiesExactly(
                        heads -> assertThat(heads).matches("NAME +DRIVER +SUBNET +GATEWAY +CONTAINERS"),
                        bridge -> assertThat(bridge).matches("bridge +bridge +0"),
                        host -> assertThat(host).matches("host +host +0"),
                        none -> assertThat(none).matches("none +null +0"));
    }

    @Test
    void aNetworkIsMadeShownAndRemoved() {
        assumeTrue(Credentials.canAdministrate(), "bridges need root");
        assertThat(lines("network", "create", "--subnet", "10.213.77.0/24", "class"))
                .containsExactly("class");
        assertThat(lines("network", "ls"))
                .anyMatch(row -> row.matches("class +bridge +10.213.77.0/24 +10.213.77.1 +0"));
        assertThat(String.join("", lines("network", "inspect", "class")))
                .contains("\"Subnet\" : \"10.213.77.0/24\"", "\"Gateway\" : \"10.213.77.1\"");
        assertThat(lines("network", "rm", "class")).containsExactly("class");
        assertThat(lines("network", "ls", "-q")).containsExactly("bridge", "host", "none");
    }

    @Test
    void pruneAsksAndRemovesThoseThatNobodyUses() {
        assumeTrue(Credentials.canAdministrate(), "bridges need root");
        lines("network", "create", "one");

        typed = "n\n";
        lines("network", "prune");
        assertThat(lines("network", "ls", "-q")).contains("one");

        typed = "y\n";
        assertThat(lines("network", "prune")).endsWith("one");
        assertThat(lines("network", "ls", "-q")).doesNotContain("one");
    }

    @Test
    void oneThatIsNotThereIsNamedAndTheRestIsDone() {
        assertThat(run("network", "inspect", "nothing", "host")).isEqualTo(125);
        assertThat(out.toString(UTF_8)).contains("\"Name\" : \"host\"");
        assertThat(err.toString(UTF_8)).isEqualTo("hangari: no network nothing: see hangari network ls\n");
    }

    @Test
    void aNameIsNoPath() throws Exception {
        Path record = directory.resolve("record.json");
        Files.writeString(record, "{\"name\":\"x\",\"subnet\":\"10.0.0.1/24\",\"bridge\":\"x\",\"lasting\":true}");

        assertThat(run("network", "rm", "../../../record")).isEqualTo(125);
        assertThat(record).exists();
        assertThat(run("network", "create", "../x")).isEqualTo(125);
        assertThat(err.toString(UTF_8)).hasLineCount(1);
    }
}
