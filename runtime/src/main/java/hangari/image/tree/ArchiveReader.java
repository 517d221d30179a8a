package hangari.image.tree;

import hangari.image.ImageException;
import hangari.image.tar.TarEntry;
import hangari.image.tar.TarReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Reads an archive that somebody else made as a tree: a tar file, packed by gzip, zstd, bzip2 or not at all. */
public final class ArchiveReader {
    private static final int BLOCK = 512;
    private static final int MAGIC = 257;

    private final Spool spool;

    /** One that keeps the files' bytes in a spool. */
    public ArchiveReader(Spool spool) {
        this.spool = spool;
    }

    /**
     * Reads it to its end.
     *
     * @throws ImageException if it is no such archive, is not whole, or has an entry that leads out of it
     */
    public FileTree read(InputStream archive) {
        FileTree tree = new FileTree();
        try (InputStream unpacked = Unpacking.unpacked(archive)) {
            var entries = new Entries(unpacked);
            for (Optional<TarEntry> at = entries.next(); at.isPresent(); at = entries.next()) {
                add(tree, at.get(), entries.content());
            }
            return tree;
        } catch (IOException e) {
            throw new ImageException("bad archive: " + Shown.of(String.valueOf(e.getMessage())) + ": make it anew");
        }
    }

    private void add(FileTree tree, TarEntry entry, InputStream content) throws IOException {
        String path = TreePath.ofEntry(Entries.text(entry.name()));
        if (path.isEmpty()) {
            return;
        }
        if (entry.type() == TarEntry.Type.HARD_LINK) {
            tree.put(path, linked(tree, entry));
        } else {
            boolean file = Entries.node(entry, Content.NONE).isFile();
            tree.put(path, Entries.node(entry, file ? spool.add(content) : Content.NONE));
        }
    }

    private static Node linked(FileTree tree, TarEntry entry) {
        return tree.find(TreePath.ofEntry(Entries.text(entry.link())))
                .filter(node -> !node.isDirectory())
                .orElseThrow(() -> new ImageException("bad entry " + Shown.of(Entries.text(entry.name()))
                        + " in an archive: it is a hard link to " + Shown.of(Entries.text(entry.link()))
                        + ", which does not come before it: make the archive anew"));
    }

    /** Whether the first bytes are those of an archive that ADD unpacks. */
    public static boolean isArchive(InputStream content) {
        try (InputStream closed = content) {
            var from = new BufferedInputStream(closed);
            if (Unpacking.isXz(from)) {
                return true; // so that it is refused, and not copied as it is
            }
            byte[] header = Unpacking.unpacked(from).readNBytes(BLOCK);
            return header.length == BLOCK && isHeader(header);
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether these first bytes of something, at least 512 if there are as many, are those of an archive. */
    public static boolean isArchive(byte[] first) {
        return Unpacking.isPacked(first) || (first.length >= BLOCK && isHeader(first));
    }

    // tar(5): ustar has its name at 257; the old format has nothing but its checksum
    private static boolean isHeader(byte[] header) {
        boolean ustar = new String(header, MAGIC, 5, StandardCharsets.US_ASCII).equals("ustar");
        return header[0] != 0 && (ustar || TarReader.isHeader(Arrays.copyOf(header, BLOCK)));
    }
}
