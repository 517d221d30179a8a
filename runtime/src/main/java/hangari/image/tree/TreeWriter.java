package hangari.image.tree;

import hangari.image.ImageException;
import hangari.image.oci.BlobStore;
import hangari.image.oci.Descriptor;
import hangari.image.tar.LayerWriter;
import hangari.image.tar.TarMember;
import hangari.image.tar.TarWriter;
import hangari.linux.FileStat.Device;
import hangari.linux.RawPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
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
        return LayerWriter.into(store)
                .plain()
                .atMost(LIMIT)
                .write("write a layer", out -> write(tree, new TarWriter(out)))
                .blob();
    }

    private static void write(FileTree tree, TarWriter tar) throws IOException {
        Map<Node, String> written = new HashMap<>();
        for (Map.Entry<String, Node> entry : tree.all().entrySet()) {
            write(tar, entry.getKey(), entry.getValue(), written);
        }
        tar.finish();
    }

    private static void write(TarWriter tar, String path, Node node, Map<Node, String> written) throws IOException {
        @Nullable String first = node.isFile() && node.size() > 0 ? written.putIfAbsent(node, path) : null;
        if (first != null) {
            // Docker gives a further name the permissions and the owner of its own header, and so the file
            tar.put(member(path, TarMember.Type.HARD_LINK, node, first));
        } else if (node.isFile()) {
            tar.put(member(path, TarMember.Type.REGULAR, node, ""), out -> copy(path, node, out));
        } else {
            tar.put(member(path, type(node.kind()), node, node.link()));
        }
    }

    private static void copy(String path, Node node, OutputStream out) throws IOException {
        try (InputStream content = node.content().open()) {
            byte[] buffer = new byte[COPY_BUFFER];
            long left = node.size();
            for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                left -= count;
                if (left < 0) {
                    throw changed(path);
                }
                out.write(buffer, 0, count);
            }
            if (left > 0) {
                throw changed(path);
            }
        }
    }

    static ImageException changed(String path) {
        return new ImageException(Shown.of(path) + " was changed while it was read: build again");
    }

    private static TarMember member(String path, TarMember.Type type, Node node, String target) {
        return new TarMember(
                RawPath.of(path),
                type,
                node.mode(),
                node.owner().uid(),
                node.owner().gid(),
                type == TarMember.Type.REGULAR ? node.size() : 0,
                node.time(),
                RawPath.of(target),
                new Device(node.major(), node.minor()),
                Collections.emptySortedMap());
    }

    private static TarMember.Type type(Node.Kind kind) {
        return switch (kind) {
            case FILE -> TarMember.Type.REGULAR;
            case DIRECTORY -> TarMember.Type.DIRECTORY;
            case SYMLINK -> TarMember.Type.SYMLINK;
            case CHARACTER_DEVICE -> TarMember.Type.CHARACTER_DEVICE;
            case BLOCK_DEVICE -> TarMember.Type.BLOCK_DEVICE;
            case FIFO -> TarMember.Type.FIFO;
            case REFUSED -> throw new IllegalArgumentException("what is refused cannot be written");
        };
    }
}
