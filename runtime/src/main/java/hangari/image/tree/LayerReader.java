package hangari.image.tree;

import hangari.image.ImageException;
import hangari.image.oci.BlobStore;
import hangari.image.oci.Compression;
import hangari.image.oci.Descriptor;
import hangari.image.oci.WhiteoutName;
import hangari.image.tar.TarEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads layers of a store as a tree, without unpacking them anywhere.
 *
 * <p>First the names alone are read; the bytes of the files that are wanted are fetched afterwards, each layer being read
 * once for all of them.
 */
public final class LayerReader {
    private final BlobStore store;

    public LayerReader(BlobStore store) {
        this.store = store;
    }

    /** Whether layers keep a name for themselves: a file of this name would delete another. */
    public static boolean isReserved(String path) {
        return TreePath.name(path).startsWith(WhiteoutName.PREFIX);
    }

    /**
     * Puts a layer on top of a tree.
     *
     * @throws ImageException if it is no layer, or not what its descriptor says
     */
    public void apply(Descriptor layer, FileTree below) {
        FileTree own = new FileTree();
        List<String> deleted = new ArrayList<>();
        List<String> emptied = new ArrayList<>();
        read(layer, (entry, number, content) -> {
            String path = TreePath.ofEntry(Entries.text(entry.name()));
            String name = TreePath.name(path);
            if (name.equals(WhiteoutName.OPAQUE)) {
                emptied.add(TreePath.parent(path));
            } else if (name.startsWith(WhiteoutName.PREFIX)) {
                deleted.add(TreePath.join(TreePath.parent(path), name.substring(WhiteoutName.PREFIX.length())));
            } else if (!path.isEmpty()) {
                node(layer, entry, number, own, below).ifPresent(node -> own.put(path, node));
            }
        });
        // layer.md, "Whiteouts": they "MUST only apply to resources in lower/parent layers"
        emptied.forEach(below::removeBelow);
        deleted.forEach(below::remove);
        own.all().forEach(below::put);
    }

    private static Optional<Node> node(Descriptor layer, TarEntry entry, int number, FileTree own, FileTree below) {
        if (entry.type() != TarEntry.Type.HARD_LINK) {
            return Optional.of(Entries.node(entry, new InLayer(layer, number)));
        }
        String target = TreePath.ofEntry(Entries.text(entry.link()));
        return own.find(target).or(() -> below.find(target)).filter(node -> !node.isDirectory());
    }

    /** Fetches the bytes of these files into a spool, so that they can be opened. */
    public void fetch(Collection<Node> wanted, Spool spool) {
        Map<Descriptor, Map<Integer, List<InLayer>>> open = new HashMap<>();
        var seen = new IdentityHashMap<InLayer, Boolean>();
        for (Node node : wanted) {
            if (node.content() instanceof InLayer content && content.bytes == null && seen.put(content, true) == null) {
                open.computeIfAbsent(content.layer, layer -> new HashMap<>())
                        .computeIfAbsent(content.number, number -> new ArrayList<>())
                        .add(content);
            }
        }
        open.forEach((layer, numbers) -> read(layer, (entry, number, content) -> {
            if (numbers.containsKey(number)) {
                Content bytes = spool.add(content);
                numbers.get(number).forEach(one -> one.bytes = bytes);
            }
        }));
    }

    /** What is done with each entry. */
    private interface Reading {
        void entry(TarEntry entry, int number, InputStream content) throws IOException;
    }

    private void read(Descriptor layer, Reading reading) {
        Compression compression = layer.mediaType()
                .layer()
                .orElseThrow(() -> new ImageException("blob " + layer + " is no layer: do not trust who made it"));
        try (InputStream blob = store.open(layer);
                InputStream unpacked = compression.unpacked(blob)) {
            var entries = new Entries(unpacked);
            for (Optional<TarEntry> at = entries.next(); at.isPresent(); at = entries.next()) {
                reading.entry(at.get(), entries.number(), entries.content());
            }
            // what comes behind the end of the archive is a part of the blob, whose digest is verified at its end
            blob.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw ImageException.of("read layer " + layer.digest(), store.directory(), e);
        }
    }

    /** The bytes of an entry of a layer; they are there when they have been fetched. */
    private static final class InLayer implements Content {
        private final Descriptor layer;
        private final int number;
        private @Nullable Content bytes;

        InLayer(Descriptor layer, int number) {
            this.layer = layer;
            this.number = number;
        }

        @Override
        public InputStream open() throws IOException {
            Content fetched = bytes;
            if (fetched == null) {
                throw new IllegalStateException("entry " + number + " of layer " + layer + " has not been fetched");
            }
            return fetched.open();
        }
    }
}
