package hangari.image.archive;

import hangari.image.oci.BlobStore;
import hangari.image.oci.Compression;
import hangari.image.oci.Descriptor;
import hangari.image.oci.Hold;
import hangari.image.oci.ImageConfig;
import hangari.image.oci.Manifest;
import hangari.image.oci.MediaType;
import hangari.image.oci.Platform;
import hangari.image.oci.Settings;
import hangari.image.tar.LayerWriter;
import hangari.image.tar.WrittenLayer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes an image of one layer of an archive that holds a root: of debootstrap's, or of what {@code export} wrote.
 *
 * <pre>{@code
 * var how = new RootImporter.How(Platform.host(), Settings.NONE, "Imported from -", Instant.now());
 * Descriptor image = new RootImporter(store).importRoot("root.tar", in, how);
 * }</pre>
 *
 * <p>The archive is kept byte for byte, but for how it is packed. That it is one, and whole, is seen before it is stored;
 * what the names in it may do is seen when it is unpacked.
 */
public record RootImporter(BlobStore store) {
    private static final long LIMIT = 64L << 30;
    private static final long MOST_MEMBERS = 5_000_000;
    private static final int CHUNK = 128 * 1024;

    /**
     * What to make of it.
     *
     * @param settings what the image says of its boxes
     * @param comment what the history says
     */
    public record How(Platform platform, Settings settings, String comment, Instant created) {}

    /**
     * Stores the image. It has no name yet, and is kept all the same.
     *
     * @param name of the archive, for messages
     * @throws hangari.image.ImageException if it is no whole archive; then nothing is stored
     */
    public Descriptor importRoot(String name, InputStream archive, How how) {
        Hold hold = store.hold();
        try (hold) {
            WrittenLayer layer =
                    LayerWriter.into(store).atMost(LIMIT).write("import " + name, out -> copy(archive, out));
            Descriptor config = store.put(MediaType.CONFIG, config(layer, how).bytes());
            Descriptor image = store.put(
                    MediaType.MANIFEST,
                    Manifest.of(config, List.of(layer.blob())).bytes());
            store.references().keep(image);
            return image;
        }
    }

    private static ImageConfig config(WrittenLayer layer, How how) {
        ImageConfig plain = ImageConfig.of(how.platform(), how.settings(), List.of(layer.diffId()));
        var step = new ImageConfig.Step(Optional.of(how.created()), "", "", how.comment(), false, Map.of());
        return new ImageConfig(
                Optional.of(how.created()),
                plain.author(),
                plain.architecture(),
                plain.os(),
                plain.variant(),
                plain.config(),
                plain.rootfs(),
                List.of(step),
                Map.of());
    }

    /** Copies an archive while it is looked through. */
    private static void copy(InputStream archive, OutputStream out) throws IOException {
        var all = new Limited(Compression.unpack(archive), LIMIT);
        var copied = new BufferedInputStream(new Teed(all, out), CHUNK);
        var reader = new MemberReader(copied, MOST_MEMBERS);
        long members = 0;
        for (Optional<Member> next = reader.next(); next.isPresent(); next = reader.next()) {
            members++;
        }
        if (members == 0) {
            throw new IOException("there is no file in it: check what was given");
        }
        copied.transferTo(OutputStream.nullOutputStream()); // the padding behind its end
    }
}
