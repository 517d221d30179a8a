package hangari.image.tar;

import hangari.image.ImageException;
import hangari.image.oci.BlobStore;
import hangari.image.oci.BlobWriter;
import hangari.image.oci.Descriptor;
import hangari.image.oci.DigestOutput;
import hangari.image.oci.MediaType;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Makes layers of directories: the upper directory of a stack, or a whole root.
 *
 * <pre>{@code
 * WrittenLayer layer = LayerWriter.into(store).clampedTo(Instant.EPOCH).write(stack.upper());
 * layer.diffId(); // for the image's config
 * layer.blob(); // for its manifest
 * }</pre>
 *
 * <p>The same tree gives the same diff id, wherever it stands and in whatever order it was made; what counts of it is
 * names, kinds, content, permissions, owners, extended attributes, hard links and times of change in whole seconds. The
 * digest of the blob depends on the deflate of the machine's zlib as well.
 *
 * <p>The archive is never there as a whole: it is read, hashed, packed, hashed again and stored as it flows.
 *
 * @param limit how many bytes the packed layer may have at most
 * @param latest a later time of change is set back to this one, as {@code SOURCE_DATE_EPOCH} demands
 * @param packed whether by gzip; else the digest of the blob is the diff id, on every machine
 * @param purpose which marks in the directory mean that something below is gone
 */
public record LayerWriter(
        BlobStore store, long limit, Optional<Instant> latest, boolean packed, TreeArchive.Purpose purpose) {
    private static final long LIMIT = 64L << 30;
    private static final int CHUNK = 64 * 1024;

    /** Writes layers into this store, each of at most 64 GiB. */
    public static LayerWriter into(BlobStore store) {
        return new LayerWriter(store, LIMIT, Optional.empty(), true, TreeArchive.Purpose.LAYER);
    }

    /** With no time of change later than this. */
    public LayerWriter clampedTo(Instant time) {
        return new LayerWriter(store, limit, Optional.of(time), packed, purpose);
    }

    /** With another limit for the packed layer, in bytes. */
    public LayerWriter atMost(long bytes) {
        return new LayerWriter(store, bytes, latest, packed, purpose);
    }

    /** Not packed, so that the same tree gives the same blob on every machine. */
    public LayerWriter plain() {
        return new LayerWriter(store, limit, latest, false, purpose);
    }

    /**
     * Makes a layer of a directory.
     *
     * @throws ImageException if it cannot be read whole, was changed meanwhile, or holds what no layer can express; then
     *     nothing is stored
     */
    public WrittenLayer write(Path directory) {
        return write("make a layer of " + directory, new TreeArchive(directory, purpose, latest)::writeTo);
    }

    /**
     * Stores an archive as a layer, while it is being made.
     *
     * @param what is tried, for the message: {@code import root.tar}
     */
    public WrittenLayer write(String what, TarWriter.Content archive) {
        try (BlobWriter blob = store.writer(limit)) {
            return packed ? pack(blob, archive) : store(blob, archive);
        } catch (IOException e) {
            throw ImageException.of(what, store.directory(), e);
        }
    }

    private static WrittenLayer pack(BlobWriter blob, TarWriter.Content archive) throws IOException {
        try (var gzip = new GzipBlocks(blob)) {
            var plain = new DigestOutput(gzip);
            var tar = new BufferedOutputStream(plain, CHUNK);
            archive.writeTo(tar);
            tar.flush();
            gzip.finish();
            long size = blob.written();
            var layer = new Descriptor(MediaType.LAYER_GZIP, blob.commit(), size);
            return new WrittenLayer(layer, plain.digest(), plain.written());
        }
    }

    private static WrittenLayer store(BlobWriter blob, TarWriter.Content archive) throws IOException {
        var tar = new BufferedOutputStream(blob, CHUNK);
        archive.writeTo(tar);
        tar.flush();
        long size = blob.written();
        var layer = new Descriptor(MediaType.LAYER, blob.commit(), size);
        return new WrittenLayer(layer, layer.digest(), size);
    }
}
