package hangari.container.build;

import static hangari.peer.Peer.assumeInstalled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hangari.image.OverlayBox;
import hangari.image.Stack;
import hangari.image.build.BuildCache;
import hangari.image.build.BuildLog;
import hangari.image.build.BuildRequest;
import hangari.image.build.BuiltImage;
import hangari.image.build.ImageBuilder;
import hangari.image.build.LayerBlob;
import hangari.image.build.RunFailedException;
import hangari.image.build.StepRunner;
import hangari.image.dockerfile.Dockerfile;
import hangari.image.oci.BlobStore;
import hangari.image.oci.Descriptor;
import hangari.image.oci.ImageReader;
import hangari.image.oci.ImageReference;
import hangari.image.oci.Manifest;
import hangari.image.oci.Platform;
import hangari.image.oci.StoredImage;
import hangari.image.store.ImageStore;
import hangari.image.tar.LayerWriter;
import hangari.image.tar.WrittenLayer;
import hangari.image.tree.ContextReader;
import hangari.image.tree.FileTree;
import hangari.image.tree.IgnoreRules;
import hangari.image.tree.LayerReader;
import hangari.image.tree.Node;
import hangari.linux.Credentials;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RUN on the real kernel, with a busybox that is linked statically. */
class OverlayRunnerTest {
    private static final Path BUSYBOX = Path.of("/bin/busybox");

    @TempDir
    Path directory;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private ImageStore images;
    private BlobStore store;
    private int builds;

    @BeforeEach
    void aContextWithBusybox() throws Exception {
        assumeTrue(Files.isExecutable(BUSYBOX), "busybox is not installed: apt-get install busybox-static");
        Path context = Files.createDirectory(directory.resolve("context"));
        Files.copy(BUSYBOX, context.resolve("busybox"));
        images = ImageStore.in(directory.resolve("images"), directory.resolve("layers"));
        store = images.blobs();
    }

    private BuiltImage build(String... lines) throws Exception {
        String text = "FROM scratch\nCOPY --chmod=755 busybox /bin/\nCOPY --chmod=755 busybox /bin/sh\n"
                + String.join("\n", lines);
        return build(Dockerfile.parse("Dockerfile", text), Instant.EPOCH);
    }

    private BuiltImage build(Dockerfile file, Instant created) throws Exception {
        Path work = Files.createDirectories(directory.resolve("work" + builds++));
        var cache = BuildCache.in(directory.resolve("cache"), store);
        var builder = new ImageBuilder(store, cache, new OverlayRunner(images, work), new Showing());
        FileTree context = ContextReader.read(directory.resolve("context"), IgnoreRules.NONE);
        output.reset();
        return builder.build(BuildRequest.of(file, context).withoutCache().withCreated(created));
    }

    private String said() {
        return output.toString(StandardCharsets.UTF_8);
    }

    private FileTree files(BuiltImage image) {
        var tree = new FileTree();
        layers(image).forEach(layer -> new LayerReader(store).apply(layer, tree));
        return tree;
    }

    private List<Descriptor> layers(BuiltImage image) {
        Manifest manifest = new ImageReader(store).manifest(image.manifest(), Platform.host());
        return manifest.layers();
    }

    @Test
    void aProgramRunsWithoutAShell() throws Exception {
        BuiltImage image = build("RUN [\"/bin/busybox\", \"true\"]");

        assertThat(layers(image)).as("a step that changes nothing has no layer").hasSize(2);
        assertThat(said()).isEmpty();
    }

    @Test
    void aProgramSeesItsDirectoryItsVariablesAndAHostNameThatIsAlwaysTheSame() throws Exception {
        build(
                "ENV E=e",
                "ARG A=a",
                "WORKDIR /w",
                "RUN echo $PWD $E $A $HOME; busybox hostname; echo error >&2; echo $$");

        assertThat(said()).isEqualTo("/w e a /\nbuild\nerror\n1\n");
    }

    @Test
    void whatItChangesIsItsLayer() throws Exception {
        // Without root the build has one user, and nobody to give a file to.
        String chown = Credentials.canAdministrate() ? " && busybox chown 7:8 /a/b/three" : "";
        BuiltImage image = build(
                "RUN busybox mkdir -p /a/b && echo 1 > /a/b/one && echo 2 > /a/two && busybox chmod 4750 /a/two",
                "RUN busybox rm -r /a/b && busybox mkdir /a/b && echo 3 > /a/b/three && busybox rm /a/two",
                "RUN busybox ln -s /a/b /link && busybox mkfifo /pipe" + chown);

        FileTree files = files(image);
        assertThat(files.all().keySet())
                .containsExactly("a", "a/b", "a/b/three", "bin", "bin/busybox", "bin/sh", "link", "pipe");
        assertThat(files.find("a/b/three").orElseThrow().time()).isEqualTo(Instant.EPOCH);
        assertThat(files.find("link").orElseThrow().link()).isEqualTo("/a/b");
        assertThat(files.find("pipe").orElseThrow().kind()).isEqualTo(Node.Kind.FIFO);
    }

    @Test
    void namesOfOneFileStayNamesOfOneFile() throws Exception {
        BuiltImage image = build("RUN busybox cp /bin/busybox /one && busybox ln /one /two && busybox ln /one /three");

        assertThat(layers(image).get(2).size()).isLessThan(2 * Files.size(BUSYBOX));
        FileTree files = files(image);
        assertThat(files.find("two")).isPresent().isEqualTo(files.find("one"));
        build("RUN busybox cp /bin/busybox /one && busybox ln /one /two", "RUN busybox stat -c %h /one");
        assertThat(said()).isEqualTo("2\n");
    }

    @Test
    void theSameStepGivesTheSameLayerWheneverItIsRun() throws Exception {
        String[] lines = {
            "RUN for i in 3 1 2; do echo $i > /f$i; done; busybox mkdir /d; echo x > /d/x", "RUN echo y >> /d/x"
        };

        assertThat(build(lines)).isEqualTo(build(lines));
    }

    @Test
    void timesAreSetBackToTheOneThatWasAsked() throws Exception {
        Instant time = Instant.parse("2020-01-01T00:00:00Z");
        Dockerfile file = Dockerfile.parse(
                "Dockerfile", "FROM scratch\nCOPY --chmod=755 busybox /bin/sh\nRUN echo > /new && /bin/sh -c :\n");

        assertThat(files(build(file, time)).find("new").orElseThrow().time()).isEqualTo(time);
    }

    @Test
    void aHereDocumentIsAScript() throws Exception {
        build(
                "RUN <<EOF",
                "set -e",
                "for i in 1 2; do",
                "  echo $i",
                "done",
                "EOF",
                "RUN busybox cat <<A; echo b",
                "a",
                "A");

        assertThat(said()).isEqualTo("1\n2\na\nb\n");
    }

    @Test
    void muchOutputIsPassedOnWhole() throws Exception {
        build("RUN busybox seq 1 100000");

        assertThat(said()).hasLineCount(100_000).endsWith("100000\n");
    }

    @Test
    void aFailureEndsTheBuildWithItsStatusAndHasNoLayer() {
        assertThatThrownBy(() -> build("RUN echo before; exit 42"))
                .isInstanceOfSatisfying(RunFailedException.class, failed -> assertThat(failed.status())
                        .isEqualTo(42));
        assertThat(said()).isEqualTo("before\n");
        assertThatThrownBy(() -> build("RUN kill -9 $$; busybox kill -9 $$; exit 1"))
                .isInstanceOf(RunFailedException.class);
    }

    @Test
    void aBuildThatIsGivenUpEndsItsProgram() throws Exception {
        BuiltImage base = build();
        var runner = new OverlayRunner(images, Files.createDirectory(directory.resolve("given-up")));
        Manifest manifest = new ImageReader(store).manifest(base.manifest(), Platform.host());
        List<LayerBlob> layers =
                manifest.layers().stream().map(LayerBlob::plain).toList();
        StepRunner.RunStep step = step("echo go; while :; do :; done");
        var stopping = new OutputStream() {
            @Override
            public void write(int octet) {
                runner.stop();
            }
        };

        assertThat(runner.run(step, layers, stopping).status()).isEqualTo(137);
    }

    @Test
    void aProgramThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> build("RUN [\"/nothing\"]"))
                .hasMessageContaining("Dockerfile:4: RUN [\"/nothing\"]: ")
                .hasMessageContaining("execve(\"/nothing\"");
    }

    @Test
    void whatItLeavesRunningEndsWithIt() throws Exception {
        String mark = "hangari-left-" + ProcessHandle.current().pid();
        build("RUN (busybox sleep 1000; echo " + mark + ") & echo started");

        assertThat(said()).isEqualTo("started\n");
        assertThat(ProcessHandle.allProcesses().flatMap(process -> process.info().commandLine().stream()))
                .noneMatch(line -> line.contains(mark));
    }

    @Test
    void whatItCannotDoToAHostItCannotDoInABuild() throws Exception {
        build("RUN busybox mount -t tmpfs x /bin 2>/dev/null || echo no mount");

        assertThat(said()).isEqualTo("no mount\n");
    }

    @Test
    void aProgramRunsAsTheUserThatWasSetBefore() throws Exception {
        assumeTrue(Credentials.uid() == 0, "an ordinary user has one number: run as root");

        BuiltImage image = build(
                "RUN busybox mkdir -m 1777 /tmp && busybox mkdir /etc &&"
                        + " echo web:x:7:8::/srv:/bin/sh > /etc/passwd && echo more:x:9:web > /etc/group",
                "USER web",
                "RUN echo $(busybox id -u) $(busybox id -g) $(busybox id -G) $HOME; echo > /tmp/mine; echo > /no || echo no");

        assertThat(said()).startsWith("7 8 8 9 /srv\n").endsWith("no\n");
        assertThat(files(image).find("tmp/mine").orElseThrow().owner()).isEqualTo(new Node.Owner(7, 8));
    }

    @Test
    void attributesSurviveFromOneStepToTheNextAndIntoTheImage() throws Exception {
        assumeTrue(Credentials.uid() == 0, "sets capabilities: run as root");
        assumeInstalled("setfattr", "attr");
        BuiltImage base = build("RUN busybox touch /ping");
        Stack stack = images.stack(tagged(base));
        OverlayBox.run(
                stack.options(),
                stack.merged(),
                "setfattr -n security.capability -v 0x0100000200200000000000000000000000000000 ping;"
                        + " setfattr -n user.mine -v x ping");
        WrittenLayer layer = LayerWriter.into(store).plain().write(stack.upper());
        images.layers().remove(stack);
        List<LayerBlob> layers = new ArrayList<>(tagged(base).parts().stream()
                .map(part -> new LayerBlob(part.blob(), part.diffId()))
                .toList());
        layers.add(new LayerBlob(layer.blob(), layer.diffId()));
        var runner = new OverlayRunner(images, Files.createDirectory(directory.resolve("attributes")));

        StepRunner.RunResult result =
                runner.run(step("busybox chmod 755 /ping"), layers, OutputStream.nullOutputStream());

        byte[] archive = Files.readAllBytes(
                store.path(result.layer().orElseThrow().blob().digest()));
        assertThat(new String(archive, StandardCharsets.ISO_8859_1))
                .contains("SCHILY.xattr.security.capability=", "SCHILY.xattr.user.mine=x\n");
    }

    private StoredImage tagged(BuiltImage image) {
        store.references().tag(ImageReference.parse("built"), image.manifest());
        return images.image("built");
    }

    private static StepRunner.RunStep step(String script) {
        return new StepRunner.RunStep(
                List.of("/bin/sh", "-c", script),
                Map.of(),
                "/",
                Node.Owner.ROOT,
                List.of(),
                Platform.host(),
                Instant.EPOCH);
    }

    @Test
    void nothingIsLeftOfAStepButItsLayer() throws Exception {
        build("RUN echo 1 > /a", "RUN echo 2 > /b; exit 0");

        assertThat(directory.resolve("work0/stacks")).isEmptyDirectory();
    }

    @Test
    void aStageBuildsWhatTheNextTakes() throws Exception {
        Dockerfile file = Dockerfile.parse(
                "Dockerfile",
                String.join(
                        "\n",
                        "FROM scratch AS build",
                        "COPY --chmod=755 busybox /bin/sh",
                        "RUN echo made > /made",
                        "FROM scratch",
                        "COPY --from=build /made /result"));
        BuiltImage image = build(file, Instant.EPOCH);
        store.references().tag(ImageReference.parse("result"), image.manifest());

        assertThat(files(image).all().keySet()).containsExactly("result");
    }

    private final class Showing implements BuildLog {
        @Override
        public void step(int number, int total, String text) {}

        @Override
        public void cached() {}

        @Override
        public void done(String id) {}

        @Override
        public void warning(String line) {}

        @Override
        public OutputStream output() {
            return output;
        }
    }
}
