package hangari.image.store;

import hangari.image.oci.BlobStore;
import hangari.image.oci.Descriptor;
import hangari.image.oci.Digest;
import hangari.image.oci.ImageConfig;
import hangari.image.oci.ImageReference;
import hangari.image.oci.Manifest;
import hangari.image.oci.MediaType;
import hangari.image.oci.Platform;
import hangari.image.oci.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Puts images of archives that were made by hand into a store. */
record StoreOfImages(BlobStore blobs) {
    /** Makes an image of these layers, each packed with gzip, the lowest first. */
    void put(String name, byte[]... archives) throws IOException {
        List<Descriptor> layers = new ArrayList<>();
        List<Digest> diffIds = new ArrayList<>();
        for (byte[] archive : archives) {
            layers.add(blobs.put(MediaType.LAYER_GZIP, gzip(archive)));
            diffIds.add(Digest.of(archive));
        }
        put(name, layers, diffIds);
    }

    /** Makes an image of these layers, whatever they are. */
    void put(String name, List<Descriptor> layers, List<Digest> diffIds) {
        ImageConfig image = ImageConfig.of(Platform.host(), Settings.NONE.withCmd(List.of("sh")), diffIds);
        Descriptor config = blobs.put(MediaType.CONFIG, image.bytes());
        Descriptor manifest =
                blobs.put(MediaType.MANIFEST, Manifest.of(config, layers).bytes());
        blobs.references().tag(ImageReference.parse(name), manifest.on(Platform.host()));
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }
}
