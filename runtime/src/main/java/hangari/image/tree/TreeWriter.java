package hangari.image.tree;

import hangari.image.ImageException;
import hangari.image.oci.BlobStore;
import hangari.image.oci.BlobWriter;
import hangari.image.oci.Descriptor;
import hangari.image.oci.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;

/**
 * Makes a layer of a tree: the same tree gives the same bytes on every machine.
 *
 * <p>Entries come in the order of their paths, owners have numbers and no names; equal nodes with one and the same content
 * are one file with several names. The layer is not packed: what gzip makes
 * of the same bytes differs from one zlib to the next, and so would the digest. So its digest is its diff id as well.
 */
public final class TreeWriter {
    private static final long LIMIT = 1L << 40;
    private static final int COPY_BUFFER = 64 * 1024;

    private final BlobStore store;

    public TreeWriter(BlobStore store) {
        this.store = store;
    }

    /**
     * Writes it into the store.
     *
     * @throws ImageException if a file has changed since the tree was read, or the disk is full
     */
    public Descriptor write(FileTree tree) {
        try (BlobWriter blob = store.writer(LIMIT)) {
            var tar = new TarArchiveOutputStream(blob, TarConstants.DEFAULT_BLKSIZE, StandardCharsets.UTF_8.name());
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            Map<Node, String> written = new HashMap<>();
            for (Map.Entry<String, Node> entry : tree.all().entrySet()) {
                write(tar, entry.getKey(), entry.getValue(), written);
            }
            tar.finish();
            tar.flush();
            return new Descriptor(MediaType.LAYER, blob.commit(), blob.written());
        } catch (IOException e) {
            throw ImageException.of("write a layer", store.directory(), e);
        }
    }

    private static void write(TarArchiveOutputStream tar, String path, Node node, Map<Node, String> written)
            throws IOException {
        @Nullable String first = node.isFile() && node.size() > 0 ? written.putIfAbsent(node, path) : null;
        tar.putArchiveEntry(first == null ? entry(path, node) : link(path, first));
        if (node.isFile() && first == null && copy(tar, node) != node.size()) {
            throw changed(path);
        }
        tar.closeArchiveEntry();
    }

    /** Another name of a file that was written before. */
    private static TarArchiveEntry link(String path, String first) {
        var entry = new TarArchiveEntry(path, TarConstants.LF_LINK);
        entry.setLinkName(first);
        entry.setUserName("");
        entry.setGroupName("");
        entry.setLastModifiedTime(FileTime.fromMillis(0));
        return entry;
    }

    private static long copy(TarArchiveOutputStream tar, Node node) throws IOException {
        try (InputStream content = node.content().open()) {
            byte[] buffer = new byte[COPY_BUFFER];
            long left = node.size();
            int count;
            while (left >= 0 && (count = content.read(buffer)) >= 0) {
                left -= count;
                if (left >= 0) {
                    tar.write(buffer, 0, count);
                }
            }
            return node.size() - left;
        }
    }

    static ImageException changed(String path) {
        return new ImageException(Shown.of(path) + " was changed while it was read: build again");
    }

    private static TarArchiveEntry entry(String path, Node node) {
        var entry = new TarArchiveEntry(node.isDirectory() ? path + "/" : path, type(node.kind()));
        entry.setSize(node.isFile() ? node.size() : 0);
        entry.setMode(node.mode());
        entry.setUserId(node.owner().uid());
        entry.setGroupId(node.owner().gid());
        entry.setUserName(""); // the library would write who is at work here
        entry.setGroupName("");
        entry.setLastModifiedTime(FileTime.from(node.time()));
        if (node.isSymlink()) {
            entry.setLinkName(node.link());
        }
        if (node.kind() == Node.Kind.CHARACTER_DEVICE || node.kind() == Node.Kind.BLOCK_DEVICE) {
            entry.setDevMajor(node.major());
            entry.setDevMinor(node.minor());
        }
        return entry;
    }

    private static byte type(Node.Kind kind) {
        return switch (kind) {
            case FILE -> TarConstants.LF_NORMAL;
            case DIRECTORY -> TarConstants.LF_DIR;
            case SYMLINK -> TarConstants.LF_SYMLINK;
            case CHARACTER_DEVICE -> TarConstants.LF_CHR;
            case BLOCK_DEVICE -> TarConstants.LF_BLK;
            case FIFO -> TarConstants.LF_FIFO;
            case REFUSED -> throw new IllegalArgumentException("what is refused cannot be written");
        };
    }
}
