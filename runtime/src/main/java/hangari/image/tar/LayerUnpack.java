package hangari.image.tar;

import hangari.image.ImageException;
import hangari.image.TemporaryName;
import hangari.image.TreeRemoval;
import hangari.image.oci.BlobStore;
import hangari.image.oci.Compression;
import hangari.image.oci.Descriptor;
import hangari.image.oci.Digest;
import hangari.linux.DirectoryFd;
import hangari.linux.Errno;
import hangari.linux.KernelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Makes a directory of a layer's archive.
 *
 * <pre>{@code
 * Unpacked done = LayerUnpack.of(store, layer, diffId).into(directory);
 * }</pre>
 *
 * <p>Three threads work at once, each at most eight mebibytes ahead of the next: one reads the blob and verifies its digest, one
 * inflates it and hashes what comes out, this one writes files. The directory appears by rename(2), when the archive has
 * been read to its end and is the one with this diff id; else nothing is left. It is not forced to disk: what a power
 * failure takes can be unpacked again from the blob, which is.
 */
public final class LayerUnpack {
    private final Source source;
    private final Digest diffId;
    private final Optional<Compression> said;
    private final Limits limits;
    private final LongConsumer progress;

    /** Opens the blob when it is time. */
    private interface Source {
        InputStream open();
    }

    private LayerUnpack(
            Source source, Digest diffId, Optional<Compression> said, Limits limits, LongConsumer progress) {
        this.source = source;
        this.diffId = diffId;
        this.said = said;
        this.limits = limits;
        this.progress = progress;
    }

    /**
     * Unpacks a blob of a store.
     *
     * @param diffId the digest of the archive when it is no longer packed
     * @throws ImageException if it is called something else than a layer
     */
    public static LayerUnpack of(BlobStore store, Descriptor layer, Digest diffId) {
        Compression packing = layer.mediaType()
                .layer()
                .orElseThrow(() -> new ImageException("cannot unpack " + layer + ": it is no layer"));
        return new LayerUnpack(() -> store.open(layer), diffId, Optional.of(packing), Limits.DEFAULT, read -> {});
    }

    /** Unpacks a stream, which is read to its end and closed; however it is packed. */
    public static LayerUnpack of(InputStream blob, Digest diffId) {
        return new LayerUnpack(() -> blob, diffId, Optional.empty(), Limits.DEFAULT, read -> {});
    }

    /** The same with other limits. */
    public LayerUnpack within(Limits other) {
        return new LayerUnpack(source, diffId, said, other, progress);
    }

    /** The same, telling how many bytes of the blob have been read so far. It is called by another thread. */
    public LayerUnpack telling(LongConsumer listener) {
        return new LayerUnpack(source, diffId, said, limits, listener);
    }

    /**
     * Unpacks into a new directory.
     *
     * @throws ImageException if the archive is damaged, hostile or not the one that was expected, or cannot be written
     */
    public Unpacked into(Path directory) {
        Path unfinished = directory.resolveSibling(TemporaryName.next());
        Path trash = directory.resolveSibling(TemporaryName.next());
        try {
            Files.createDirectory(unfinished);
            Files.createDirectory(trash);
            Unpacked done = unpack(unfinished, trash);
            if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
                throw new ImageException("cannot unpack layer " + diffId + ": " + directory + " is there already");
            }
            Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
            return done;
        } catch (KernelException e) {
            throw failure(directory, refused(e));
        } catch (Conveyor.Broken e) {
            throw e.why() instanceof IOException why ? failure(directory, why) : (RuntimeException) e.why();
        } catch (IOException e) {
            throw failure(directory, e);
        } finally {
            TreeRemoval.discard(unfinished);
            TreeRemoval.discard(trash);
        }
    }

    private ImageException failure(Path directory, IOException cause) {
        return ImageException.of("unpack layer " + diffId, directory, cause);
    }

    // ext4 has no room beside an inode for more than a block of attributes, and says so as if the disk were full
    private static IOException refused(KernelException refusal) {
        boolean full = refusal.errno() == Errno.ENOSPC && !refusal.call().equals("fsetxattr");
        return new IOException(
                full ? "No space left on device" : refusal.refusal().line(), refusal);
    }

    private Unpacked unpack(Path directory, Path trash) throws IOException {
        try (DirectoryFd root = DirectoryFd.open(directory);
                DirectoryFd bin = DirectoryFd.open(trash);
                Inflation archive = Inflation.begin(source.open(), said, limits.bytes(), progress);
                var tree = new LayerTree(root, bin, limits)) {
            root.itself().mode(0700);
            var reader = new TarReader(archive.channel(), limits);
            var writer = new EntryWriter(reader, tree);
            long entries = 0;
            for (Optional<TarEntry> entry = reader.next(); entry.isPresent(); entry = reader.next()) {
                writer.write(entry.get());
                entries++;
            }
            verify(archive.finish());
            tree.finish();
            return new Unpacked(
                    entries,
                    archive.bytes(),
                    writer.skippedDevices(),
                    writer.skippedAttributes(),
                    writer.rootIsOpaque());
        }
    }

    // config.md, "Layer DiffID": "the digest over the layer's uncompressed tar archive"
    private void verify(Digest found) throws IOException {
        if (!found.equals(diffId)) {
            throw new TarFault("it came with the content of " + found + ": do not trust who made the image");
        }
    }
}
