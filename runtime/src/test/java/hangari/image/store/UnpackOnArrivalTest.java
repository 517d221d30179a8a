package hangari.image.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.image.ImageException;
import hangari.image.oci.Descriptor;
import hangari.image.oci.Digest;
import hangari.image.oci.MediaType;
import hangari.image.oci.StoredImage;
import hangari.image.registry.PullEvent;
import hangari.image.tar.TestTar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackOnArrivalTest {
    private static final byte[] BASE = new TestTar().file("etc/motd", "base").bytes();
    private static final byte[] UPPER = new TestTar().file("etc/motd", "upper").bytes();

    @TempDir
    Path directory;

    private ImageStore store;
    private StoreOfImages images;
    private final List<PullEvent> told = new ArrayList<>();

    @BeforeEach
    void aStore() {
        store = ImageStore.in(directory.resolve("images"), directory.resolve("layers"));
        images = new StoreOfImages(store.blobs());
    }

    private UnpackOnArrival pulling(StoredImage image) {
        var unpacking = new UnpackOnArrival(store, told::add);
        unpacking.accept(new PullEvent.Found(image.manifest(), image.config()));
        return unpacking;
    }

    @Test
    void aLayerIsUnpackedAsSoonAsItIsThereInWhateverOrderTheyCome() throws Exception {
        images.put("web", BASE, UPPER);
        StoredImage image = store.image("web");
        UnpackOnArrival pulling = pulling(image);

        pulling.accept(new PullEvent.Done(image.parts().get(1).blob()));
        assertThat(store.layer(Digest.of(UPPER))).isPresent();
        assertThat(store.layer(Digest.of(BASE))).isEmpty();

        pulling.accept(new PullEvent.AlreadyThere(image.parts().get(0).blob()));
        assertThat(store.layer(Digest.of(BASE)).orElseThrow().directory().resolve("etc/motd"))
                .hasContent("base");
    }

    @Test
    void whoeverLooksIsToldHowFarItIsAndNothingOfWhatWasUnpackedBefore() throws Exception {
        images.put("web", BASE);
        StoredImage image = store.image("web");
        Descriptor blob = image.parts().get(0).blob();
        var arrived = new PullEvent.Done(blob);

        pulling(image).accept(arrived);
        assertThat(told)
                .containsSubsequence(arrived, new PullEvent.Unpacking(blob, blob.size()), new PullEvent.Unpacked(blob));

        told.clear();
        pulling(image).accept(arrived);
        assertThat(told).endsWith(arrived);
    }

    @Test
    void aLayerThatIsNotTheOneOfTheConfigEndsThePullAndIsNotKept() {
        Descriptor blob = store.blobs().put(MediaType.LAYER, BASE);
        images.put("liar", List.of(blob), List.of(Digest.of(UPPER)));
        UnpackOnArrival pulling = pulling(store.image("liar"));

        assertThatThrownBy(() -> pulling.accept(new PullEvent.Done(blob)))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("do not trust");
        assertThat(store.layer(Digest.of(UPPER))).isEmpty();
        assertThat(store.layer(Digest.of(BASE))).isEmpty();
    }
}
