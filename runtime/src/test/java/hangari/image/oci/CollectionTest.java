package hangari.image.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.image.ImageException;
import hangari.image.TemporaryName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectionTest {
    private static final ImageReference KEPT = ImageReference.parse("kept");

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
    void whatANameLeadsToStaysAndTheRestGoes() throws Exception {
        Descriptor elsewhere = new Descriptor(MediaType.MANIFEST, Digest.of(new byte[] {7}), 7);
        Index index = Index.of(List.of(image.manifest(), elsewhere.on(Platform.linux("riscv64"))));
        Descriptor start = store.put(MediaType.INDEX, index.bytes());
        store.references().tag(KEPT, start);
        Descriptor garbage = store.put(MediaType.LAYER, new byte[1000]);

        assertThat(store.collect()).isEqualTo(new BlobStore.Collected(1, 1000));

        assertThat(store.has(garbage)).isFalse();
        assertThat(List.of(start, image.manifest(), image.config(), image.layer()))
                .allMatch(store::has);

        store.references().untag(KEPT);
        assertThat(store.collect().blobs()).isEqualTo(4);
        assertThat(store.blobs()).isEmpty();
    }

    @Test
    void aLayerOfTwoImagesGoesWithTheLast() throws Exception {
        Manifest second = Manifest.of(image.config(), List.of(image.layer()));
        Descriptor other = store.put(
                MediaType.MANIFEST,
                new Manifest(
                                2,
                                second.mediaType(),
                                second.config(),
                                second.layers(),
                                java.util.Map.of("a", "b"),
                                second.other())
                        .bytes());
        store.references().tag(KEPT, image.manifest());
        store.references().tag(ImageReference.parse("other"), other);

        store.references().untag(KEPT);
        store.collect();
        assertThat(store.has(image.layer())).isTrue();
        assertThat(store.has(image.manifest())).isFalse();
    }

    @Test
    void nothingIsCollectedWhileSomebodyHoldsTheStore() {
        try (Hold hold = store.hold()) {
            assertThatThrownBy(() -> BlobStore.in(directory).collect())
                    .isInstanceOf(ImageException.class)
                    .hasMessage("the image store " + store.directory()
                            + " is in use: wait until the pull or build that goes on has ended");
            hold.close();
        }
        try (BlobWriter writer = store.writer(10)) {
            assertThatThrownBy(store::collect).hasMessageContaining("is in use");
        }
        assertThat(store.collect().blobs()).isEqualTo(3);
    }

    @Test
    void aDamagedDocumentEndsItBeforeItBegan() throws Exception {
        store.references().tag(KEPT, image.manifest());
        Descriptor garbage = store.put(MediaType.LAYER, new byte[1000]);
        Files.writeString(store.path(image.manifest().digest()), "{}");

        assertThatThrownBy(store::collect).isInstanceOf(ImageException.class).hasMessageContaining("it is damaged");

        assertThat(List.of(garbage, image.config(), image.layer())).allMatch(store::has);
    }

    @Test
    void anImageThatLiesAboutAnothersBlobsCostsItNothing() throws Exception {
        Descriptor honest = image.manifest();
        Index liar = Index.of(List.of(
                new Descriptor(new MediaType("application/octet-stream"), honest.digest(), honest.size()),
                new Descriptor(MediaType.INDEX, honest.digest(), honest.size()),
                new Descriptor(MediaType.MANIFEST, honest.digest(), 3),
                new Descriptor(MediaType.MANIFEST, image.layer().digest(), 5)));
        store.references().tag(ImageReference.parse("before"), store.put(MediaType.INDEX, liar.bytes()));
        store.references().tag(KEPT, honest);
        store.references().tag(ImageReference.parse("zafter"), store.put(MediaType.INDEX, liar.bytes()));

        assertThat(store.collect().blobs()).isZero();
    }

    @Test
    void whatAKilledProcessLeftIsSweptAndWhatIsNotOursIsLeft() throws Exception {
        Path left = Files.createFile(directory.resolve(TemporaryName.next()));
        Path foreign = Files.createFile(directory.resolve("blobs/sha256/README"));

        store.collect();

        assertThat(left).doesNotExist();
        assertThat(foreign).exists();
    }
}
