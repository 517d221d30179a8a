package hangari.image.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.image.ImageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferencesTest {
    private static final ImageReference BASE = ImageReference.parse("base");

    @TempDir
    Path directory;

    BlobStore store;
    TinyImage image;

    @BeforeEach
    void open() throws Exception {
        store = BlobStore.in(directory);
        image = TinyImage.in(store, Platform.host(), "hello");
    }

    @Test
    void aNameLeadsToAnImageUntilItLeadsElsewhere() throws Exception {
        store.references().tag(BASE, image.manifest());
        assertThat(BlobStore.in(directory).references().find(BASE).orElseThrow().digest())
                .isEqualTo(image.manifest().digest());

        TinyImage other = TinyImage.in(store, Platform.host(), "new");
        store.references().tag(BASE, other.manifest());
        assertThat(store.references().all()).hasSize(1).containsOnlyKeys("docker.io/library/base:latest");
        assertThat(store.references().find(BASE).orElseThrow().digest())
                .isEqualTo(other.manifest().digest());

        store.references().untag(BASE);
        assertThat(store.references().find(BASE)).isEmpty();
        assertThatThrownBy(() -> store.references().untag(BASE))
                .isInstanceOf(ImageException.class)
                .hasMessage("no image base:latest in " + store.directory() + ": check the name");
    }

    @Test
    void aNameLeadsToWhatIsToBeRun() {
        Index index = Index.of(List.of(image.manifest()));
        store.references().tag(BASE, store.put(MediaType.INDEX, index.bytes()));
        var reader = new ImageReader(store);

        Manifest manifest = reader.manifest(store.references().find(BASE).orElseThrow(), Platform.host());

        assertThat(manifest.layers()).containsExactly(image.layer());
        assertThat(reader.config(manifest).settings().cmd()).containsExactly("cat");
    }

    @Test
    void aConfigThatDoesNotFitAndAChainOfIndexesAreRefused() {
        var reader = new ImageReader(store);
        Manifest twice = Manifest.of(image.config(), List.of(image.layer(), image.layer()));
        assertThatThrownBy(() -> reader.config(twice)).hasMessageContaining("has 2 layers, but its config names 1");

        Descriptor at = image.manifest();
        for (int i = 0; i < 8; i++) {
            at = store.put(MediaType.INDEX, Index.of(List.of(at)).bytes());
        }
        Descriptor start = at;
        assertThatThrownBy(() -> reader.manifest(start, Platform.host()))
                .hasMessageContaining("leads from index to index, more than 8 times");
    }

    @Test
    void onlyAnImageIsTagged() {
        assertThatThrownBy(() -> store.references().tag(BASE, image.layer())).hasMessageEndingWith("it is no image");
    }

    @Test
    void theEntriesOfOtherToolsAreLeftAsTheyAre() throws Exception {
        String foreign = "{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"digest\":\""
                + image.manifest().digest() + "\",\"size\":" + image.manifest().size()
                + ",\"annotations\":{\"org.opencontainers.image.ref.name\":\"v1\"},\"data\":\"e30=\"}";
        Files.writeString(
                directory.resolve("index.json"), "{\"schemaVersion\":2,\"manifests\":[" + foreign + "],\"x\":[1]}");

        store.references().tag(BASE, image.manifest());

        assertThat(Files.readString(directory.resolve("index.json")))
                .contains(foreign)
                .endsWith("\"x\":[1]}");
        assertThat(store.references().all()).containsOnlyKeys("docker.io/library/base:latest", "v1");
    }

    @Test
    void manyAtOnceLoseNoName() {
        IntStream.range(0, 64).parallel().forEach(i -> store.references()
                .tag(ImageReference.parse("a:" + i), image.manifest()));

        assertThat(store.references().all()).hasSize(64);
    }

    @Test
    void aDamagedListOfNamesIsNamed() throws Exception {
        Files.writeString(directory.resolve("index.json"), "{");
        assertThatThrownBy(() -> store.references().all())
                .isInstanceOf(ImageException.class)
                .hasMessageStartingWith("bad file " + store.directory().resolve("index.json") + ": ");
    }
}
