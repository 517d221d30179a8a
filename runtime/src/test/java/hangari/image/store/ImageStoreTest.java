package hangari.image.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import hangari.image.ImageException;
import hangari.image.Layer;
import hangari.image.OverlayBox;
import hangari.image.Stack;
import hangari.image.oci.Descriptor;
import hangari.image.oci.Digest;
import hangari.image.oci.Hold;
import hangari.image.oci.ImageReference;
import hangari.image.oci.MediaType;
import hangari.image.oci.StoredImage;
import hangari.image.store.UnpackProgress.State;
import hangari.image.tar.TestTar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With overlays that are really mounted. */
class ImageStoreTest {
    private static final byte[] BASE =
            new TestTar().file("etc/motd", "base").file("etc/passwd", "root").bytes();
    private static final byte[] UPPER =
            new TestTar().file("etc/motd", "upper").file("etc/.wh.passwd", "").bytes();

    @TempDir
    Path directory;

    ImageStore store;
    StoreOfImages images;

    @BeforeEach
    void aStore() {
        store = ImageStore.in(directory.resolve("images"), directory.resolve("layers"));
        images = new StoreOfImages(store.blobs());
    }

    @Test
    void aStackOfAnImageShowsItsLayersOneOverAnother() throws Exception {
        images.put("debian", BASE, UPPER);

        Stack stack = store.stack(store.image("debian"));

        box(stack, "test \"$(cat etc/motd)\" = upper; test ! -e etc/passwd; echo mine > etc/motd");
        assertThat(stack.changes()).hasToString("C /etc\nC /etc/motd (5 B)");
        assertThat(store.layer(Digest.of(UPPER)).orElseThrow().directory().resolve("etc/motd"))
                .hasContent("upper");
    }

    @Test
    void anImageIsFoundByItsNameAndByItsId() throws Exception {
        images.put("debian", BASE);

        StoredImage image = store.image(ImageReference.parse("debian:latest"));

        assertThat(store.image(image.id().hex().substring(0, 12))).isEqualTo(image);
        assertThatThrownBy(() -> store.image("alpine"))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("no image \"alpine\"");
    }

    @Test
    void aLayerIsUnpackedOnceHoweverManyImagesHaveItAndHoweverItIsPacked() throws Exception {
        images.put("one", BASE, UPPER);
        Descriptor zstd = store.blobs().put(MediaType.LAYER_ZSTD, Zstd.compress(BASE));
        images.put("other", List.of(zstd), List.of(Digest.of(BASE)));
        List<Layer> layers = store.unpacked(store.image("one"));
        List<State> states = new ArrayList<>();

        assertThat(store.unpacked(store.image("other"), progress -> states.add(progress.state())))
                .containsExactly(layers.get(0));

        assertThat(states).containsExactly(State.PRESENT);
    }

    @Test
    void aHundredLayersAreMountedAsOne() throws Exception {
        byte[][] layers = new byte[100][];
        for (int i = 0; i < layers.length; i++) {
            layers[i] = new TestTar().file("top", "" + i).file("file-" + i, "").bytes();
        }
        images.put("tower", layers);

        Stack stack = store.stack(store.image("tower"));

        assertThat(stack.lower()).hasSize(100);
        box(stack, "test \"$(cat top)\" = 99; test $(ls | grep -c file-) = 100");
    }

    @Test
    void aLayerThatComesTwiceIsStackedOnce() throws Exception {
        images.put("twice", BASE, UPPER, BASE);

        Stack stack = store.stack(store.image("twice"));

        assertThat(stack.lower()).hasSize(2);
        box(stack, "test \"$(cat etc/motd)\" = base; test -e etc/passwd");
    }

    @Test
    void nothingIsSeenBelowALayerThatHidesTheWholeRoot() throws Exception {
        byte[] clean = new TestTar().file(".wh..wh..opq", "").file("new", "").bytes();
        images.put("clean", BASE, UPPER, clean);

        box(store.stack(store.image("clean")), "test \"$(ls)\" = new");
    }

    @Test
    void anImageWithAnotherArchiveThanItsDiffIdSaysIsRefusedAndNoLayerAppears() throws Exception {
        Descriptor layer = store.blobs().put(MediaType.LAYER_GZIP, StoreOfImages.gzip(UPPER));
        Digest lie = Digest.of("a lie".getBytes());
        Descriptor base = store.blobs().put(MediaType.LAYER_GZIP, StoreOfImages.gzip(BASE));
        images.put("lie", List.of(base, layer), List.of(Digest.of(BASE), lie));

        assertThatThrownBy(() -> store.stack(store.image("lie")))
                .isInstanceOf(ImageException.class)
                .hasMessageStartingWith("cannot unpack layer " + lie + ": ");

        assertThat(store.layer(lie)).isEmpty();
        assertThat(store.layer(Digest.of(BASE))).isPresent();
        assertThat(entries()).hasSize(1);
        assertThat(directory.resolve("layers/stacks")).isEmptyDirectory();
    }

    @Test
    void aBlobThatIsNotThereIsNamed() throws Exception {
        images.put("gone", BASE);
        StoredImage image = store.image("gone");
        Files.delete(store.blobs().path(image.parts().get(0).blob().digest()));

        assertThatThrownBy(() -> store.unpacked(image))
                .isInstanceOf(ImageException.class)
                .hasMessageEndingWith(": pull the image again");
        assertThat(entries()).isEmpty();
    }

    @Test
    void layersThatNeitherAnImageNorAStackNeedsAreCollected() throws Exception {
        images.put("debian", BASE, UPPER);
        byte[] more = new TestTar().file("more", "").bytes();
        images.put("more", BASE, more);
        Stack stack = store.stack(store.image("debian"));
        store.unpacked(store.image("more"));
        store.references().untag(ImageReference.parse("debian"));
        store.references().untag(ImageReference.parse("more"));

        ImageStore.Collected first = store.collect();

        assertThat(first.layers()).containsExactly(Digest.of(more));
        assertThat(first.blobs().blobs()).isEqualTo(2 * 2 + 3); // two manifests, two configs, three layers
        box(stack, "test \"$(cat etc/motd)\" = upper");

        store.layers().remove(stack);
        assertThat(store.collect().layers()).containsExactlyInAnyOrder(Digest.of(BASE), Digest.of(UPPER));
        assertThat(entries()).isEmpty();
    }

    @Test
    void whatAKilledProcessLeftIsCollectedAndNothingWhileSomebodyHoldsTheStore() throws Exception {
        images.put("debian", BASE);
        store.unpacked(store.image("debian"));
        Path left = Files.createDirectories(directory.resolve("layers/diffs/.hangari-1/t"))
                .getParent();
        Path partial = Files.write(
                directory.resolve("images/.hangari-part-" + Digest.of(UPPER).hex()), new byte[1]);

        try (Hold hold = store.hold()) {
            assertThatThrownBy(store::collect)
                    .isInstanceOf(ImageException.class)
                    .hasMessageContaining("in use");
        }
        assertThat(left).exists();

        assertThat(store.collect().layers()).isEmpty();
        assertThat(left).doesNotExist();
        assertThat(partial).as("the beginning of a pull").doesNotExist();
        assertThat(entries()).hasSize(1);
    }

    @Test
    void nobodyElseMayEnterTheLayers() throws Exception {
        assertThat(Files.getPosixFilePermissions(directory.resolve("layers/diffs")))
                .hasSize(3);
    }

    private List<Path> entries() throws Exception {
        try (Stream<Path> files = Files.list(directory.resolve("layers/diffs"))) {
            return files.filter(Files::isDirectory).toList();
        }
    }

    private static void box(Stack stack, String script) throws Exception {
        OverlayBox.run(stack.options(), stack.merged(), script);
    }
}
