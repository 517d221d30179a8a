package hangari.image.tree;

import hangari.image.ImageException;
import hangari.image.oci.WhiteoutName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the upper directory of an overlay as a layer: what is new, what has changed, and what is gone.
 *
 * <p>Whoever wrote there must have ended. Extended attributes are not kept; a socket is nothing that an image could have.
 */
public final class UpperReader {
    private static final int S_IFMT = 0170000;
    private static final int S_IFSOCK = 0140000;
    private static final int S_IFLNK = 0120000;
    private static final int S_IFREG = 0100000;
    private static final int S_IFBLK = 0060000;
    private static final int S_IFDIR = 0040000;
    private static final int S_IFCHR = 0020000;
    private static final String OPAQUE = "overlay.opaque";

    private final Instant latest;
    private final boolean owners;
    private final FileTree tree = new FileTree();
    private final Map<Long, Node> named = new HashMap<>();

    private UpperReader(Instant latest, boolean owners) {
        this.latest = latest;
        this.owners = owners;
    }

    /**
     * Reads it.
     *
     * @param latest a later time of change is set back to this one
     * @param owners whether the owners on the disk are those of the image; else all of it is root's
     */
    public static FileTree read(Path upper, Instant latest, boolean owners) {
        var reader = new UpperReader(latest, owners);
        try {
            reader.walk(upper, "");
            return reader.tree;
        } catch (IOException e) {
            throw ImageException.of("read what changed in " + upper, upper, e);
        }
    }

    private void walk(Path directory, String at) throws IOException {
        try (DirectoryStream<Path> names = Files.newDirectoryStream(directory)) {
            for (Path path : names) {
                visit(path, TreePath.ofEntry(TreePath.join(at, String.valueOf(path.getFileName()))));
            }
        }
    }

    private void visit(Path path, String at) throws IOException {
        if (at.indexOf('\uFFFD') >= 0) {
            throw new ImageException(
                    Shown.of(at) + " cannot be a part of a layer: its name is not UTF-8: rename or remove it in RUN");
        }
        Map<String, Object> stat = Files.readAttributes(
                path, "unix:mode,uid,gid,rdev,nlink,ino,size,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
        int mode = (int) number(stat, "mode");
        int type = mode & S_IFMT;
        long device = number(stat, "rdev");
        if (type == S_IFCHR && device == 0) {
            // overlayfs.rst: "A whiteout is created as a character device with 0/0 device number"
            mark(TreePath.join(TreePath.parent(at), WhiteoutName.PREFIX + TreePath.name(at)));
        } else if (LayerReader.isReserved(at)) {
            throw new ImageException(Shown.of(at) + " cannot be a part of a layer: its name means a deletion:"
                    + " rename or remove it in RUN");
        } else if (type != S_IFSOCK) {
            tree.put(at, node(path, stat, mode, device));
            if (type == S_IFDIR) {
                opaque(path, at);
                walk(path, at);
            }
        }
    }

    private void mark(String path) {
        tree.put(path, Node.file(0644, latest, new byte[0]));
    }

    private void opaque(Path path, String at) throws IOException {
        var view = Files.getFileAttributeView(path, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view == null || !view.list().contains(OPAQUE)) {
            return;
        }
        ByteBuffer value = ByteBuffer.allocate(Math.max(1, view.size(OPAQUE)));
        view.read(OPAQUE, value);
        if (new String(value.array(), StandardCharsets.US_ASCII).equals("y")) {
            mark(TreePath.join(at, WhiteoutName.OPAQUE));
        }
    }

    private Node node(Path path, Map<String, Object> stat, int mode, long device) throws IOException {
        var owner = owners ? new Node.Owner(number(stat, "uid"), number(stat, "gid")) : Node.Owner.ROOT;
        Instant time = time(stat);
        return switch (mode & S_IFMT) {
            case S_IFDIR -> Node.directory(mode, owner, time);
            case S_IFLNK -> Node.symlink(Files.readSymbolicLink(path).toString(), owner, time);
            case S_IFREG -> file(path, stat, mode, owner, time);
            case S_IFCHR, S_IFBLK -> device(mode, owner, time, device);
            default -> new Node(Node.Kind.FIFO, mode, owner, time, 0, "", 0, 0, Content.NONE);
        };
    }

    /** The other names of a file stand for the very same node. */
    private Node file(Path path, Map<String, Object> stat, int mode, Node.Owner owner, Instant time) {
        Content content = () -> Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS);
        Node file = Node.file(mode, owner, time, number(stat, "size"), content);
        return number(stat, "nlink") > 1 ? named.computeIfAbsent(number(stat, "ino"), inode -> file) : file;
    }

    // makedev(3), as the kernel's new_decode_dev has it
    private static Node device(int mode, Node.Owner owner, Instant time, long device) {
        Node.Kind kind = (mode & S_IFMT) == S_IFCHR ? Node.Kind.CHARACTER_DEVICE : Node.Kind.BLOCK_DEVICE;
        int major = (int) (device >>> 8 & 0xfff);
        int minor = (int) ((device & 0xff) | (device >>> 12 & 0xfff00));
        return new Node(kind, mode, owner, time, 0, "", major, minor, Content.NONE);
    }

    private Instant time(Map<String, Object> stat) {
        Instant changed = stat.get("lastModifiedTime") instanceof FileTime time ? time.toInstant() : latest;
        Instant whole = Instant.ofEpochSecond(Math.max(0, changed.getEpochSecond()));
        return whole.isAfter(latest) ? latest : whole;
    }

    private static long number(Map<String, Object> stat, String name) {
        return Optional.ofNullable(stat.get(name))
                .map(Number.class::cast)
                .map(Number::longValue)
                .orElse(0L);
    }
}
