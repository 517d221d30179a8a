package hangari.image.tar;

import hangari.image.tar.LayerTree.Folder;
import hangari.image.tar.TarEntry.Piece;
import hangari.linux.DirectoryFd;
import hangari.linux.Errno;
import hangari.linux.FileKind;
import hangari.linux.FileStat;
import hangari.linux.FileStat.Device;
import hangari.linux.KernelException;
import hangari.linux.OpenFile;
import hangari.linux.RawPath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * Writes entries into a layer, one by one. A later one of the same name takes the place of an earlier one.
 *
 * <p>The order of the last steps matters: chown(2) takes away the set-user-ID bit and the capabilities, and writing changes
 * the time.
 */
final class EntryWriter {
    private static final int BUFFER = 256 * 1024;

    private final TarReader reader;
    private final LayerTree tree;
    private final Ownership ownership = Ownership.ofThisProcess();
    private final AttributeRule attributes = new AttributeRule(ownership.isReal());
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private long skippedDevices;
    private long skippedAttributes;
    private boolean rootIsOpaque;

    EntryWriter(TarReader reader, LayerTree tree) {
        this.reader = reader;
        this.tree = tree;
    }

    /** How many devices could not be made. */
    long skippedDevices() {
        return skippedDevices;
    }

    /** How many attributes were left out. */
    long skippedAttributes() {
        return skippedAttributes;
    }

    /** Whether nothing of the layers below is to be seen. */
    boolean rootIsOpaque() {
        return rootIsOpaque;
    }

    void write(TarEntry entry) throws IOException {
        EntryName name = EntryName.of(entry.name());
        WhiteoutMark mark = WhiteoutMark.of(name);
        if (mark == WhiteoutMark.META) {
            return;
        }
        if (name.isRoot()) {
            root(entry);
            return;
        }
        Folder parent = tree.folder(name.parent());
        if (mark == WhiteoutMark.NONE) {
            write(entry, parent, new RawPath(name.base()));
        } else {
            mark.verify(entry);
            hide(mark, name, parent);
        }
    }

    private void root(TarEntry entry) throws IOException {
        if (entry.type() != TarEntry.Type.DIRECTORY) {
            throw new TarFault("\"" + entry.name() + "\" is the root and no directory");
        }
        Folder root = tree.folder("");
        dress(root.directory().itself(), entry);
        tree.finishLater("", entry.mode(), entry.modified());
    }

    private void write(TarEntry entry, Folder parent, RawPath name) throws IOException {
        switch (entry.type()) {
            case FILE -> file(entry, parent, name);
            case DIRECTORY -> directory(entry, parent, name);
            case SYMLINK -> symlink(entry, parent, name);
            case HARD_LINK -> link(entry, parent, name);
            case FIFO -> node(entry, parent, name, FileKind.FIFO);
            case CHARACTER_DEVICE -> device(entry, parent, name, FileKind.CHARACTER_DEVICE);
            case BLOCK_DEVICE -> device(entry, parent, name, FileKind.BLOCK_DEVICE);
        }
    }

    private void hide(WhiteoutMark mark, EntryName name, Folder parent) throws IOException {
        if (mark == WhiteoutMark.OPAQUE) {
            tree.makeOpaque(parent);
            rootIsOpaque |= parent.path().isEmpty();
            return;
        }
        RawPath hidden = mark.hidden(name);
        FileStat there = parent.directory().stat(hidden).orElse(null);
        if (there == null) {
            parent.directory().node(hidden, FileKind.CHARACTER_DEVICE, 0, Device.NONE);
        } else if (there.kind() == FileKind.DIRECTORY) {
            tree.makeOpaque(tree.folder(EntryName.join(parent.path(), hidden.latin1())));
        }
        // layer.md: "Files that are present in the same layer as a whiteout file can only be hidden by whiteout files
        // in
        // subsequent layers": a file of ours hides what is below by being there.
    }

    private void file(TarEntry entry, Folder parent, RawPath name) throws IOException {
        try (OpenFile file = create(parent, name)) {
            long end = 0;
            for (Piece piece : entry.pieces()) {
                copy(file, piece);
                end = piece.offset() + piece.length();
            }
            if (entry.size() > end) {
                file.size(entry.size());
            }
            ownership.give(file, entry);
            file.mode(entry.mode());
            give(file, entry);
            file.modified(entry.modified());
        }
    }

    private OpenFile create(Folder parent, RawPath name) {
        DirectoryFd here = parent.directory();
        return here.create(name, 0600).orElseGet(() -> {
            tree.makeRoom(parent, name);
            return here.create(name, 0600).orElseThrow();
        });
    }

    private void copy(OpenFile file, Piece piece) throws IOException {
        long done = 0;
        while (done < piece.length()) {
            buffer.clear().limit((int) Math.min(BUFFER, piece.length() - done));
            reader.read(buffer);
            buffer.flip();
            int count = buffer.remaining();
            file.write(buffer, piece.offset() + done);
            done += count;
        }
    }

    private void directory(TarEntry entry, Folder parent, RawPath name) throws IOException {
        String path = EntryName.join(parent.path(), name.latin1());
        try (DirectoryFd made = tree.makeDirectory(parent, name)) {
            dress(made.itself(), entry);
        }
        tree.finishLater(path, entry.mode(), entry.modified());
    }

    private void dress(OpenFile directory, TarEntry entry) throws TarFault {
        ownership.give(directory, entry);
        give(directory, entry);
    }

    private void symlink(TarEntry entry, Folder parent, RawPath name) throws TarFault {
        if (entry.link().length() == 0 || entry.link().length() > Limits.PATH) {
            throw new TarFault("the symbolic link \"" + entry.name() + "\" points to "
                    + entry.link().length() + " bytes: it takes 1 to " + Limits.PATH);
        }
        if (!parent.directory().symlink(entry.link(), name)) {
            tree.makeRoom(parent, name);
            parent.directory().symlink(entry.link(), name);
        }
        give(entry, parent, name);
    }

    // link(2): "If oldpath is a symbolic link, then a new link is made to the symbolic link itself"; the name of the
    // first is found as every other: within the layer.
    private void link(TarEntry entry, Folder parent, RawPath name) throws IOException {
        EntryName target = EntryName.of(entry.link());
        FileStat there = target.isRoot()
                ? null
                : tree.folder(target.parent())
                        .directory()
                        .stat(new RawPath(target.base()))
                        .orElse(null);
        if (there == null || there.isWhiteout()) {
            throw new TarFault("the hard link \"" + entry.name() + "\" is to be \"" + entry.link()
                    + "\", which is not in this layer");
        }
        if (there.kind() == FileKind.DIRECTORY) {
            throw new TarFault(
                    "the hard link \"" + entry.name() + "\" is to be the directory \"" + entry.link() + "\"");
        }
        FileStat before = parent.directory().stat(name).orElse(null);
        if (before != null && before.inode() == there.inode()) {
            return; // it is that already
        }
        tree.makeRoom(parent, name);
        DirectoryFd from = tree.folder(target.parent()).directory();
        RawPath base = new RawPath(target.base());
        if (from.stat(base).isEmpty() || !from.link(base, parent.directory(), name)) {
            throw new TarFault("the hard link \"" + entry.name() + "\" took the place of what it is to be");
        }
    }

    private void device(TarEntry entry, Folder parent, RawPath name, FileKind kind) throws TarFault {
        if (!entry.device().isValid()) {
            throw new TarFault("the device \"" + entry.name() + "\" has the number "
                    + entry.device().major() + ":" + entry.device().minor() + ", which no device has");
        }
        // overlayfs would take a character device 0:0 for a whiteout, and nobody can open it anyway
        if (ownership.isReal() && !entry.device().equals(Device.NONE)) {
            node(entry, parent, name, kind);
        } else {
            skippedDevices++;
        }
    }

    private void node(TarEntry entry, Folder parent, RawPath name, FileKind kind) throws TarFault {
        tree.makeRoom(parent, name);
        try {
            parent.directory().node(name, kind, 0, entry.device());
        } catch (KernelException e) {
            // mknod(2): EPERM, "pathname requested creation of something other than a regular file, FIFO (named pipe),
            // or
            // UNIX domain socket, and the caller is not privileged": a root with fewer rights than it seems
            if (kind == FileKind.FIFO || e.errno() != Errno.EPERM) {
                throw e;
            }
            skippedDevices++;
            return;
        }
        give(entry, parent, name);
    }

    /** Owner, permissions and time of what cannot be opened. */
    private void give(TarEntry entry, Folder parent, RawPath name) throws TarFault {
        DirectoryFd here = parent.directory();
        ownership.give(here, name, entry);
        if (entry.type() != TarEntry.Type.SYMLINK) {
            here.mode(name, entry.mode());
        }
        for (Map.Entry<RawPath, byte[]> attribute : entry.attributes().entrySet()) {
            check(attribute.getKey(), attribute.getValue());
            skippedAttributes++;
        }
        here.modified(name, entry.modified());
    }

    private void give(OpenFile file, TarEntry entry) throws TarFault {
        for (Map.Entry<RawPath, byte[]> attribute : entry.attributes().entrySet()) {
            check(attribute.getKey(), attribute.getValue());
            if (!attributes.allows(attribute.getKey(), entry.type()) || !set(file, attribute)) {
                skippedAttributes++;
            }
        }
    }

    private static boolean set(OpenFile file, Map.Entry<RawPath, byte[]> attribute) {
        try {
            file.attribute(attribute.getKey(), attribute.getValue());
            return true;
        } catch (KernelException e) {
            // xattr(7): "Extended attributes are … not supported by all file systems"
            if (e.errno() == Errno.EOPNOTSUPP) {
                return false;
            }
            throw e;
        }
    }

    private static void check(RawPath name, byte[] value) throws TarFault {
        if (name.length() == 0 || name.length() > Limits.NAME || value.length > Limits.ATTRIBUTE) {
            throw new TarFault("an extended attribute has a name of " + name.length() + " and a value of "
                    + value.length + " bytes: 1 to 255 and at most " + Limits.ATTRIBUTE + " are allowed");
        }
    }
}
