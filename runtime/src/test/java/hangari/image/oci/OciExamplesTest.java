package hangari.image.oci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples in the documentation, so that they cannot grow stale. */
class OciExamplesTest {
    @TempDir
    Path directory;

    @Test
    void names() {
        ImageReference busybox = ImageReference.parse("busybox");
        assertThat(busybox).hasToString("docker.io/library/busybox:latest");
        assertThat(busybox.familiar()).isEqualTo("busybox:latest");
        assertThat(ImageReference.parse("localhost:5000/base:1").registry()).isEqualTo("localhost:5000");

        Digest digest = Digest.of("hello\n".getBytes(UTF_8));
        assertThat(digest).hasToString("sha256:5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03");
        assertThat(Digest.parse(digest.toString())).isEqualTo(digest);
    }

    @Test
    void fromBlobsToAnImageAndBack() {
        byte[] archive = new byte[1024];
        var store = BlobStore.in(directory);
        try (Hold hold = store.hold()) {
            assertThat(hold).isNotNull();
            Descriptor layer = store.put(MediaType.LAYER, archive);
            var made = ImageConfig.of(Platform.host(), Settings.NONE, List.of(layer.digest()));
            Descriptor config = store.put(MediaType.CONFIG, made.bytes());
            Descriptor manifest = store.put(
                    MediaType.MANIFEST, Manifest.of(config, List.of(layer)).bytes());
            store.references().tag(ImageReference.parse("base"), manifest);
        }
        assertThat(store.collect().blobs()).isZero();

        Descriptor descriptor =
                store.references().find(ImageReference.parse("base")).orElseThrow();
        var reader = new ImageReader(store);
        Manifest manifest = reader.manifest(descriptor, Platform.host());
        ImageConfig config = reader.config(manifest);
        assertThat(config.platform()).isEqualTo(Platform.host());

        byte[] content = manifest.bytes();
        Document document = Document.read(content, MediaType.MANIFEST);
        if (document instanceof Manifest again) {
            assertThat(again.layers()).hasSize(1);
        }
        assertThat(document).isEqualTo(manifest);
    }
}
