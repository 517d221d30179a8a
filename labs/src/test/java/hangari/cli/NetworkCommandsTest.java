package hangari.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hangari.linux.Credentials;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands on networks print, in the words of docker. None of them raises a bridge: that is for containers. */
class NetworkCommandsTest {
    @TempDir
    Path directory;

    private TestConsole console;

    @BeforeEach
    void aConsole() {
        console = new TestConsole(directory);
    }

    private int run(String... arguments) {
        return console.run(arguments);
    }

    private List<String> lines(String... arguments) {
        return console.lines(arguments);
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

        console.type("n\n");
        lines("network", "prune");
        assertThat(lines("network", "ls", "-q")).contains("one");

        console.type("y\n");
        assertThat(lines("network", "prune")).endsWith("one");
        assertThat(lines("network", "ls", "-q")).doesNotContain("one");
    }

    @Test
    void oneThatIsNotThereIsNamedAndTheRestIsDone() {
        assertThat(run("network", "inspect", "nothing", "host")).isEqualTo(125);
        assertThat(console.said()).contains("\"Name\" : \"host\"");
        assertThat(console.complaint()).isEqualTo("hangari: no network nothing: see hangari network ls\n");
    }

    @Test
    void aNameIsNoPath() throws Exception {
        Path record = directory.resolve("record.json");
        Files.writeString(record, "{\"name\":\"x\",\"subnet\":\"10.0.0.1/24\",\"bridge\":\"x\",\"lasting\":true}");

        assertThat(run("network", "rm", "../../../record")).isEqualTo(125);
        assertThat(record).exists();
        assertThat(run("network", "create", "../x")).isEqualTo(125);
        assertThat(console.complaint()).hasLineCount(1);
    }
}
