package hangari.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Map;

/**
 * A file of a layer as overlayfs sees it: the file itself, or a mark that something below is gone.
 *
 * @param kind what it stands for
 * @param bytes its size; 0 for what is no regular file
 */
record LayerEntry(Kind kind, long bytes) {
    private static final int S_IFMT = 0170000;
    private static final int S_IFCHR = 0020000;
    private static final int S_IFDIR = 0040000;
    private static final int S_IFREG = 0100000;

    enum Kind {
        MISSING,
        WHITEOUT,
        OPAQUE_DIRECTORY,
        DIRECTORY,
        FILE
    }

    static LayerEntry of(Path path) throws IOException {
        Map<String, Object> stat;
        try {
            stat = Files.readAttributes(path, "unix:mode,rdev,size", LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return new LayerEntry(Kind.MISSING, 0);
        }
        int type = (int) number(stat, "mode") & S_IFMT;
        long size = type == S_IFREG ? number(stat, "size") : 0;
        return new LayerEntry(kind(path, type, number(stat, "rdev"), size), size);
    }

    private static long number(Map<String, Object> stat, String name) {
        return stat.get(name) instanceof Number number ? number.longValue() : 0;
    }

    // overlayfs.rst, "whiteouts and opaque directories": "A whiteout is created as a character device with 0/0 device
    // number or as a zero-size regular file with the xattr 'trusted.overlay.whiteout'"; "A directory is made opaque by
    // setting the xattr 'trusted.overlay.opaque' to 'y'". We mount with userxattr: both are below user.overlay.
    private static Kind kind(Path path, int type, long device, long size) throws IOException {
        if (type == S_IFCHR && device == 0) {
            return Kind.WHITEOUT;
        }
        if (type == S_IFREG) {
            return size == 0 && mark(path, "overlay.whiteout").length > 0 ? Kind.WHITEOUT : Kind.FILE;
        }
        if (type != S_IFDIR) {
            return Kind.FILE;
        }
        boolean opaque = new String(mark(path, "overlay.opaque"), StandardCharsets.UTF_8).equals("y");
        return opaque ? Kind.OPAQUE_DIRECTORY : Kind.DIRECTORY;
    }

    /** The value of an extended attribute of the user namespace; empty if there is none, or none can be. */
    private static byte[] mark(Path path, String name) throws IOException {
        var view = Files.getFileAttributeView(path, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view == null || !Files.isReadable(path) || !view.list().contains(name)) {
            return new byte[0];
        }
        // a whiteout's mark may have no value: its being there counts
        int size = view.size(name);
        ByteBuffer value = ByteBuffer.allocate(Math.max(1, size));
        if (size > 0) {
            view.read(name, value);
        }
        return value.array();
    }

    boolean isDirectory() {
        return kind == Kind.DIRECTORY || kind == Kind.OPAQUE_DIRECTORY;
    }

    boolean isThere() {
        return kind != Kind.MISSING && kind != Kind.WHITEOUT;
    }
}
