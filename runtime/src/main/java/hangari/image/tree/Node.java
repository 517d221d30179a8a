package hangari.image.tree;

import java.io.ByteArrayInputStream;
import java.time.Instant;

/**
 * What stands at a path of a tree.
 *
 * @param mode the permissions, with set-user-ID, set-group-ID and sticky bit
 * @param time when it was changed last
 * @param size of a file, in bytes
 * @param link where a symbolic link points; why something cannot be copied; else empty
 * @param major of a device
 * @param minor of a device
 */
public record Node(
        Kind kind, int mode, Owner owner, Instant time, long size, String link, int major, int minor, Content content) {
    private static final int PERMISSIONS = 07777;

    public Node {
        mode &= PERMISSIONS;
    }

    /** What kinds of things there are. */
    public enum Kind {
        FILE,
        DIRECTORY,
        SYMLINK,
        CHARACTER_DEVICE,
        BLOCK_DEVICE,
        FIFO,
        /** It is there, and cannot be copied. */
        REFUSED
    }

    /** A user and a group, as numbers. */
    public record Owner(long uid, long gid) {
        public static final Owner ROOT = new Owner(0, 0);
    }

    /** A directory. */
    public static Node directory(int mode, Owner owner, Instant time) {
        return new Node(Kind.DIRECTORY, mode, owner, time, 0, "", 0, 0, Content.NONE);
    }

    /** A file. */
    public static Node file(int mode, Owner owner, Instant time, long size, Content content) {
        return new Node(Kind.FILE, mode, owner, time, size, "", 0, 0, content);
    }

    /** A file with these bytes. */
    public static Node file(int mode, Instant time, byte[] bytes) {
        byte[] kept = bytes.clone();
        return file(mode, Owner.ROOT, time, kept.length, () -> new ByteArrayInputStream(kept));
    }

    /** A symbolic link. */
    public static Node symlink(String target, Owner owner, Instant time) {
        return new Node(Kind.SYMLINK, 0777, owner, time, 0, target, 0, 0, Content.NONE);
    }

    /** Something that cannot be copied, such as {@code a socket}. */
    public static Node refused(String why) {
        return new Node(Kind.REFUSED, 0, Owner.ROOT, Instant.EPOCH, 0, why, 0, 0, Content.NONE);
    }

    public Node withMode(int newMode) {
        return new Node(kind, newMode, owner, time, size, link, major, minor, content);
    }

    public Node withOwner(Owner newOwner) {
        return new Node(kind, mode, newOwner, time, size, link, major, minor, content);
    }

    public Node withTime(Instant newTime) {
        return new Node(kind, mode, owner, newTime, size, link, major, minor, content);
    }

    public boolean isDirectory() {
        return kind == Kind.DIRECTORY;
    }

    public boolean isFile() {
        return kind == Kind.FILE;
    }

    public boolean isSymlink() {
        return kind == Kind.SYMLINK;
    }
}
