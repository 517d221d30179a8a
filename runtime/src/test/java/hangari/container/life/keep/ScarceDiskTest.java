package hangari.container.life.keep;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.peer.Rights;
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
    private static final int ENOUGH_PAGES = 24;

    @TempDir
    Path folder;

    @Test
    void howeverLittleRoomThereIsALifeIsLivedOrRefusedInOneLineAndNothingIsLeft() throws Exception {
        List<String> said = onASmallDisk("pages", List.of(Integer.toString(ENOUGH_PAGES)));

        assertThat(said).hasSize(ENOUGH_PAGES + 1);
        assertThat(said)
                .allMatch(line -> line.matches("\\d+ pages: (lived|one line), notes \\[\\], listed 0, left \\[\\]"));
        assertThat(said.get(0)).contains("one line");
        assertThat(said.get(ENOUGH_PAGES)).contains("lived");
    }

    @Test
    void aDiskThatIsFullFromAnyPointOnLosesNothingAndWorksAgainWhenThereIsRoom() throws Exception {
        List<String> said = fromEachPoint("full");

        assertThat(said.get(Points.all().indexOf("RUN.done"))).startsWith("RUN.done: one line");
        // Where something is only taken away no room is needed.
        for (String point : Points.ENDED) {
            assertThat(said.get(Points.all().indexOf(point))).startsWith(point + ": lived");
        }
    }

    @Test
    void aDiskThatIsReadOnlyFromAnyPointOnLosesNothingAndWorksAgainWhenItIsNot() throws Exception {
        List<String> said = fromEachPoint("readonly");

        for (String point : Points.NOT_STARTED) {
            assertThat(said.get(Points.all().indexOf(point))).startsWith(point + ": one line");
        }
    }

    private List<String> fromEachPoint(String lack) throws Exception {
        List<String> points = Points.all();
        List<String> said = onASmallDisk(lack, points);

        assertThat(said).hasSize(points.size() + 3);
        assertThat(said.subList(0, points.size()))
                .allMatch(line -> line.matches("[A-Za-z.]+: (lived|one line), reached, then lived, beside it running,"
                        + " notes \\[\\], listed 0, left \\[\\]"));
        assertThat(said.subList(points.size(), said.size()))
                .containsExactly("it ends with 3", "it ended with 3", "left []");
        return said;
    }

    private List<String> onASmallDisk(String mode, List<String> more) throws Exception {
        Rights.assumeRoot();
        Yard yard = new Yard(folder);
        Files.createDirectories(yard.state);
        List<String> command = new ArrayList<>(List.of(
                "unshare",
                "--mount",
                "--net",
                "--pid",
                "--fork",
                "--mount-proc",
                "--kill-child",
                "sh",
                "-c",
                "mount -t tmpfs -o size=1m,mode=700 none \"$0\" && exec \"$@\"",
                yard.state.toString(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Scarcity.class.getName(),
                mode,
                yard.state.toString(),
                yard.root.toString()));
        command.addAll(more);
        Path said = folder.resolve("said"); // a pipe would be held open by what it leaves, if it fails
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        int status = process.waitFor();
        List<String> lines = Files.readAllLines(said);
        assertThat(status).as("%s", lines).isZero();
        return lines;
    }
}
