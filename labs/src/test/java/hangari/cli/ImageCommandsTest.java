package hangari.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import hangari.image.Stack;
import hangari.image.store.ImageStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands on images print, in the words and columns of docker. */
class ImageCommandsTest {
    @TempDir
    Path directory;

    private TestConsole console;

    @BeforeEach
    void anImportedImage() throws Exception {
        console = new TestConsole(directory);
        Path root = Files.createDirectories(directory.resolve("root/etc"));
        Files.writeString(root.resolve("motd"), "hello\n");
        tar("root.tar");
        assertThat(run("import", "-c", "CMD [\"cat\", \"/etc/motd\"]", "-m", "by hand", file("root.tar"), "base:1"))
                .isZero();
    }

    private void tar(String name) throws Exception {
        Process tar = new ProcessBuilder("tar", "-C", file("root"), "-cf", file(name), ".")
                .inheritIO()
                .start();
        assertThat(tar.waitFor()).isZero();
    }

    private String file(String name) {
        return directory.resolve(name).toString();
    }

    private int run(String... arguments) {
        return console.run(arguments);
    }

    private List<String> lines(String... arguments) {
        return console.lines(arguments);
    }

    private String id() {
        return lines("images", "-q").get(0);
    }

    @Test
    void imagesHasDockersColumns() {
        assertThat(lines("images"))
                .satisfiesExactly(
                        heads -> assertThat(heads).matches("REPOSITORY +TAG +IMAGE ID +CREATED +SIZE"),
                        row -> assertThat(row).matches("base +1 +[0-9a-f]{12} +.*ago +[0-9.]+k?B"));
        assertThat(lines("image", "ls", "--digests", "--no-trunc").get(1))
                .matches("base +1 +sha256:[0-9a-f]{64} +sha256:[0-9a-f]{64} .*");
        assertThat(lines("images", "--json").toString()).contains("\"repository\" : \"base\"", "\"tag\" : \"1\"");
    }

    @Test
    void imagesAreFilteredByNameAndByHavingOne() {
        lines("tag", "base:1", "local/tools:2");

        assertThat(lines("images", "-q")).hasSize(1);
        assertThat(lines("images", "local/*")).hasSize(2);
        assertThat(lines("images", "-f", "reference=base")).hasSize(2);
        assertThat(lines("images", "-f", "dangling=true")).hasSize(1);
        assertThat(run("images", "-f", "colour=red")).isEqualTo(125);
        assertThat(console.complaint()).hasLineCount(1).contains("reference=PATTERN");
    }

    @Test
    void historyShowsTheStepsAndInspectTheSettings() {
        assertThat(lines("history", "base:1"))
                .satisfiesExactly(
                        heads -> assertThat(heads).matches("IMAGE +CREATED +CREATED BY +SIZE +COMMENT"),
                        row -> assertThat(row).matches("[0-9a-f]{12} +.*ago +[0-9.]+k?B +by hand"));
        String details = String.join("\n", lines("inspect", "base:1"));
        assertThat(details).contains("\"RepoTags\" : [ \"base:1\" ]", "\"Cmd\" : [ \"cat\", \"/etc/motd\" ]");
        assertThat(String.join("\n", lines("image", "inspect", id()))).isEqualTo(details);
    }

    @Test
    void inspectPrintsWhatItFoundAndNamesTheRest() {
        assertThat(run("inspect", "base:1", "nothing")).isEqualTo(125);
        assertThat(console.said()).contains("base:1");
        assertThat(console.complaint()).isEqualTo("hangari: no object nothing: see hangari images\n");
    }

    @Test
    void layersDrawsWhatEachLayerChanges() {
        List<String> lines = lines("layers", "base:1");

        assertThat(lines.get(0)).matches("layer 1/1  [0-9a-f]{12}  6B  \\([0-9.]+k?B packed\\)");
        assertThat(lines.subList(1, 3)).containsExactly("A └── etc/  6B", "A     └── motd  6B");
        assertThat(lines("layers", "--depth", "1", "base:1")).contains("A └── etc/  6B  (1 more)");
    }

    @Test
    void whatWasSavedIsLoadedElsewhere() {
        lines("save", "-o", file("saved.tar"), "base:1");
        String id = id();
        console.state("other");

        assertThat(lines("load", "-i", file("saved.tar"))).containsExactly("Loaded image: base:1");
        assertThat(id()).isEqualTo(id);
    }

    @Test
    void anArchiveGoesThroughPipes() {
        assertThat(run("save", "base:1")).isZero();
        console.type(console.written());
        console.state("other");

        assertThat(lines("load")).containsExactly("Loaded image: base:1");
    }

    @Test
    void aPackHoldsEveryImageThatHasAName() {
        lines("tag", "base:1", "again");
        lines("image", "pack", "-o", file("class.hangari"));
        console.state("other");

        assertThat(lines("load", "-i", file("class.hangari")))
                .containsExactlyInAnyOrder("Loaded image: base:1", "Loaded image: again:latest");
    }

    @Test
    void aSaveThatFailsLeavesNoFile() {
        assertThat(run("save", "-o", file("saved.tar"), "base:1", "nothing")).isEqualTo(125);
        assertThat(directory.resolve("saved.tar")).doesNotExist();
    }

    @Test
    void rmiTakesANameAndWithTheLastOneTheImage() throws Exception {
        lines("tag", "base:1", "again");

        assertThat(lines("rmi", "again")).containsExactly("Untagged: again:latest");
        assertThat(lines("rmi", "base:1"))
                .satisfiesExactly(line -> assertThat(line).isEqualTo("Untagged: base:1"), line -> assertThat(line)
                        .startsWith("Deleted: sha256:"));
        assertThat(directory.resolve("state/images/blobs/sha256")).isEmptyDirectory();
    }

    @Test
    void rmiAndPruneRemoveTheUnpackedLayersThatNobodyNeeds() throws Exception {
        var images = ImageStore.in(directory.resolve("state/images"), directory.resolve("state/layers"));
        Stack stack = images.stack(images.image("base:1"));
        Path layer = stack.lower().get(0).directory();

        lines("rmi", "base:1");
        assertThat(layer.resolve("etc/motd")).as("a container stands on it").hasContent("hello\n");

        images.layers().remove(stack);
        assertThat(lines("image", "prune", "-f")).containsExactly("Total reclaimed space: 6B");
        assertThat(layer).doesNotExist();
    }

    @Test
    void rmiByIdWantsForceIfSeveralRepositoriesNameTheImage() {
        lines("tag", "base:1", "again");
        String id = id();

        assertThat(run("rmi", id)).isEqualTo(125);
        assertThat(console.complaint()).contains("2 repositories").hasLineCount(1);
        assertThat(lines("rmi", "-f", id)).hasSize(3);
        assertThat(run("rmi", id)).isEqualTo(125);
        assertThat(run("rmi", "-f", id)).isZero();
    }

    @Test
    void pruneAsksAndRemovesWhatHasNoName() throws Exception {
        Files.writeString(directory.resolve("root/etc/motd"), "another\n");
        tar("another.tar");
        lines("import", file("another.tar"));
        assertThat(lines("images")).hasSize(3);

        console.type("n\n".getBytes(UTF_8));
        lines("image", "prune");
        assertThat(lines("images")).hasSize(3);

        console.type("y\n".getBytes(UTF_8));
        assertThat(lines("image", "prune")).last().asString().matches("Total reclaimed space: [0-9.]+k?B");
        assertThat(lines("images")).hasSize(2);
        assertThat(lines("image", "prune", "-a", "-f")).contains("Untagged: base:1");
    }

    @Test
    void importTakesOnlyChangesOfWhatAnImageSays() {
        for (String change : List.of("RUN ls", "CMD", "EXPOSE eighty", "FROM base", "colour red")) {
            assertThat(run("import", "-c", change, file("root.tar"), "bad"))
                    .as(change)
                    .isEqualTo(125);
            assertThat(console.complaint())
                    .as(change)
                    .startsWith("hangari: --change:1")
                    .hasLineCount(1);
        }
        assertThat(lines("images")).hasSize(2);
    }

    @Test
    void anImageThatIsNotThereIsOneLine() {
        for (String command : List.of("history", "layers", "save")) {
            assertThat(run(command, "nothing")).isEqualTo(125);
            assertThat(console.complaint())
                    .startsWith("hangari: no image \"nothing\"")
                    .hasLineCount(1);
        }
    }
}
