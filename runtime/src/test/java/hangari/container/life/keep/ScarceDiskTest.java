package hangari.container.life.keep;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.peer.Rights;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On a small disk that is full at any of the writes, or read-only, and is seen by nobody else. */
@Timeout(300)
class ScarceDiskTest {
    private static final int ENOUGH_PAGES = 20;

    @TempDir
    Path folder;

    @Test
    void howeverLittleRoomThereIsALifeIsLivedOrRefusedInOneLineAndNothingIsLeft() throws Exception {
        List<String> said = onASmallDisk("full", Integer.toString(ENOUGH_PAGES));

        assertThat(said).hasSize(ENOUGH_PAGES + 1);
        assertThat(said)
                .allMatch(line -> line.matches("\\d+ pages: (lived|one line), notes \\[\\], listed 0, left \\[\\]"));
        assertThat(said.get(0)).contains("one line");
        assertThat(said.get(ENOUGH_PAGES)).contains("lived");
    }

    @Test
    void aStoreThatIsReadOnlyIsRefusedInOneLineAndLosesNothing() throws Exception {
        List<String> said = onASmallDisk("readonly");

        assertThat(said).hasSize(3);
        assertThat(said.get(0)).startsWith("cannot ");
        assertThat(said).endsWith("then: running", "left []");
    }

    private List<String> onASmallDisk(String mode, String... more) throws Exception {
        Rights.assumeRoot();
        Yard yard = new Yard(folder);
        Files.createDirectories(yard.state);
        List<String> command = new ArrayList<>(List.of(
                "unshare",
                "-m",
                "sh",
                "-c",
                "mount -t tmpfs -o size=1m,mode=700 none \"$0\" && exec \"$@\"",
                yard.state.toString(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Droot=" + yard.root,
                "-cp",
                System.getProperty("java.class.path"),
                Scarcity.class.getName(),
                mode,
                yard.state.toString(),
                yard.root.toString()));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).as("%s", lines).isZero();
        return lines;
    }
}
