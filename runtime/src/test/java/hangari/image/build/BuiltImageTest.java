package hangari.image.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hangari.image.dockerfile.Dockerfile;
import hangari.image.oci.ImageReference;
import hangari.image.tree.ContextReader;
import hangari.image.tree.FileTree;
import hangari.image.tree.IgnoreRules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others make of an image that we built. */
class BuiltImageTest {
    @TempDir
    Path directory;

    private Bench built() throws Exception {
        var bench = new Bench(directory).file("motd", "hello\n").file("한글/" + "long".repeat(40), "long");
        Files.createSymbolicLink(bench.context.resolve("link"), Path.of("motd"));
        bench.tag(
                "built", bench.build("FROM scratch", "COPY . /files/", "COPY --chown=7:8 motd /etc/", "CMD [\"/x\"]"));
        Path index = bench.store.directory().resolve("index.json");
        // umoci wants a tag without a slash
        Files.writeString(index, Files.readString(index).replace("docker.io/library/built:latest", "built"));
        return bench;
    }

    @Test
    void theDocumentedExampleHolds() throws Exception {
        var bench = new Bench(directory).file("motd", "hello\n");
        var store = bench.store;
        Path folder = bench.context;

        StepRunner runner = StepRunner.none("there is nothing to run");
        var builder = new ImageBuilder(store, BuildCache.in(directory.resolve("c"), store), runner, BuildLog.silent());
        Dockerfile file = Dockerfile.parse("Dockerfile", "FROM scratch\nCOPY motd /etc/\n");
        FileTree context = ContextReader.read(folder, IgnoreRules.NONE);
        BuiltImage image = builder.build(BuildRequest.of(file, context));
        store.references().tag(ImageReference.parse("hello"), image.manifest());
        assertThat(bench.content(image, "etc/motd")).isEqualTo("hello\n");

        BuildPlan plan = BuildPlan.of(BuildRequest.of(file, context));
        assertThat(plan.stages()).hasSize(1);
        assertThat(plan.steps()).isEqualTo(2);
        assertThat(plan).hasToString("FROM scratch\nCOPY motd /etc/");
    }

    /** The digest is written down: if it changes, every image that was ever built becomes another. */
    @Test
    void theDigestIsTheSameOnEveryMachine() throws Exception {
        var bench = new Bench(directory).file("motd", "hello\n");
        BuiltImage image = bench.build("FROM --platform=linux/amd64 scratch", "COPY motd /etc/", "CMD [\"/x\"]");

        assertThat(image.manifest().digest())
                .hasToString("sha256:a4c5c355ea533fe4e6591fa1f3669629dd7014108e0cf040c8c3e92aa1da1842");
    }

    @Test
    void skopeoReadsIt() throws Exception {
        assumeInstalled("skopeo");
        Bench bench = built();

        String seen = run("skopeo", "inspect", "--config", "oci:" + bench.store.directory() + ":built");

        assertThat(seen)
                .contains("\"created_by\": \"COPY . /files/\"", "\"1970-01-01T00:00:00Z\"", "\"empty_layer\": true");
    }

    @Test
    void umociUnpacksIt() throws Exception {
        assumeInstalled("umoci");
        Bench bench = built();
        Path bundle = directory.resolve("bundle");

        run("umoci", "unpack", "--rootless", "--image", bench.store.directory() + ":built", bundle.toString());

        Path root = bundle.resolve("rootfs");
        assertThat(root.resolve("etc/motd")).hasContent("hello");
        assertThat(root.resolve("files/한글/" + "long".repeat(40))).hasContent("long");
        assertThat(Files.readSymbolicLink(root.resolve("files/link"))).isEqualTo(Path.of("motd"));
    }

    private static void assumeInstalled(String program) {
        boolean there = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
        assumeTrue(there, program + " is not installed: apt-get install " + program);
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Arrays.asList(command))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", List.of(command), said).isZero();
        return said;
    }
}
