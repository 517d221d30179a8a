package hangari.image.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others make of our layout, and we of theirs. */
class SkopeoTest {
    @TempDir
    Path directory;

    BlobStore store;

    @BeforeEach
    void anImageForTwoPlatforms() throws Exception {
        store = BlobStore.in(directory.resolve("ours"));
        TinyImage amd = TinyImage.in(store, Platform.linux("amd64"), "amd");
        TinyImage arm = TinyImage.in(store, Platform.linux("arm64"), "arm");
        Index index = Index.of(List.of(amd.manifest(), arm.manifest()));
        store.references().tag(ImageReference.parse("base:1"), store.put(MediaType.INDEX, index.bytes()));
    }

    @Test
    void skopeoReadsOurLayoutAndWeReadItsCopy() throws Exception {
        assumeInstalled("skopeo");
        String ours = "oci:" + store.directory() + ":docker.io/library/base:1";

        assertThat(run("skopeo", "inspect", "--config", "--raw", "--override-arch", "arm64", ours))
                .contains("\"architecture\":\"arm64\"");
        run("skopeo", "--insecure-policy", "copy", "--all", ours, "oci:" + directory.resolve("theirs") + ":copied");

        var copy = BlobStore.in(directory.resolve("theirs"));
        Descriptor copied = copy.references().all().get("copied");
        assertThat(copy.blobs()).isEqualTo(store.blobs());
        var reader = new ImageReader(copy);
        assertThat(reader.config(reader.manifest(copied, Platform.linux("arm64")))
                        .architecture())
                .isEqualTo("arm64");
        assertThat(copy.collect().blobs()).isZero();
    }

    @Test
    void skopeoMakesDockersFormOfItWhichWeRead() throws Exception {
        assumeInstalled("skopeo");
        Path docker = directory.resolve("docker");
        run(
                "skopeo",
                "--insecure-policy",
                "copy",
                "--override-arch",
                "amd64",
                "--format",
                "v2s2",
                "oci:" + store.directory() + ":docker.io/library/base:1",
                "dir:" + docker);

        Document document =
                Document.read(Files.readAllBytes(docker.resolve("manifest.json")), MediaType.DOCKER_MANIFEST);

        assertThat(document).isInstanceOf(Manifest.class);
        assertThat(((Manifest) document).isImage()).isTrue();
    }

    @Test
    void umociUnpacksOurLayout() throws Exception {
        assumeInstalled("umoci");
        TinyImage image = TinyImage.in(store, Platform.host(), "hello");
        store.references().tag(ImageReference.parse("single:1"), image.manifest());
        Path index = store.directory().resolve("index.json");
        // umoci wants a tag without a slash, and refuses the name of a registry's image
        Files.writeString(index, Files.readString(index).replace("docker.io/library/single:1", "single"));
        Path bundle = directory.resolve("bundle");

        run("umoci", "unpack", "--rootless", "--image", store.directory() + ":single", bundle.toString());

        assertThat(bundle.resolve("rootfs/motd")).hasContent("hello");
    }

    private static void assumeInstalled(String program) {
        boolean there = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
        assumeTrue(there, program + " is not installed: apt-get install " + program);
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(new ArrayList<>(Arrays.asList(command)))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", List.of(command), said).isZero();
        return said;
    }
}
