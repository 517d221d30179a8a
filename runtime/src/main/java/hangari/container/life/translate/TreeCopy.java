package hangari.container.life.translate;

import hangari.container.life.LifeException;
import hangari.container.users.UserMap;
import hangari.linux.Credentials;
import hangari.linux.DirectoryFd;
import hangari.linux.FileKind;
import hangari.linux.FileStat;
import hangari.linux.OpenFile;
import hangari.linux.RawPath;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Copies what is in one directory into another: content, owners, permissions, times, attributes, links as links, names
 * of one file as names of one file.
 *
 * <p>Nothing is followed, nothing waited for. Sockets mean nothing without who listens, and devices mean nothing in a
 * volume, which cannot hold any: both are left out.
 */
final class TreeCopy {
    // Each level holds two directories open.
    private static final int DEEPEST = 200;
    private static final int AT_ONCE = 1 << 16;
    private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(AT_ONCE).asReadOnlyBuffer();
    private static final String SECURITY = "security.capability";

    private final DirectoryFd source;
    private final DirectoryFd target;
    private final Optional<UserMap> users;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(AT_ONCE);
    private final Map<Inode, String> copied = new HashMap<>();

    /** @param users of the container that will have the copy, if they are not the host's */
    TreeCopy(DirectoryFd source, DirectoryFd target, Optional<UserMap> users) {
        this.source = source;
        this.target = target;
        this.users = users;
    }

    private record Inode(FileStat.Device disk, long number) {}

    void copy() {
        directory(source, target, "", 0);
    }

    private void directory(DirectoryFd from, DirectoryFd to, String path, int depth) {
        if (depth > DEEPEST) {
            throw new LifeException(
                    LifeException.Kind.FAILED, "the image is more than " + DEEPEST + " directories deep there");
        }
        for (RawPath name : from.names()) {
            Optional<FileStat> stat = from.stat(name);
            if (stat.isPresent()) {
                entry(from, to, name, stat.get(), path + name.latin1(), depth);
            }
        }
    }

    private void entry(DirectoryFd from, DirectoryFd to, RawPath name, FileStat stat, String path, int depth) {
        boolean shared = stat.links() > 1 && stat.kind() != FileKind.DIRECTORY;
        Inode inode = new Inode(stat.disk(), stat.inode());
        if (shared && copied.containsKey(inode)) {
            link(copied.get(inode), to, name);
            return;
        }
        switch (stat.kind()) {
            case DIRECTORY -> below(from, to, name, path, depth);
            case REGULAR -> file(from, to, name);
            case SYMLINK -> {
                to.symlink(from.readLink(name), name);
                own(to, name, stat);
                to.modified(name, stat.modified());
            }
            case FIFO -> {
                to.node(name, FileKind.FIFO, 0600, FileStat.Device.NONE);
                own(to, name, stat);
                to.mode(name, stat.mode());
                to.modified(name, stat.modified());
            }
            case CHARACTER_DEVICE, BLOCK_DEVICE, SOCKET -> {
                return;
            }
        }
        if (shared) {
            copied.put(inode, path);
        }
    }

    private void below(DirectoryFd from, DirectoryFd to, RawPath name, String path, int depth) {
        Optional<DirectoryFd> inner = from.directory(name);
        if (inner.isEmpty()) {
            return;
        }
        to.make(name, 0700);
        try (DirectoryFd opened = inner.get();
                DirectoryFd made = to.directory(name).orElseThrow()) {
            directory(opened, made, path + "/", depth + 1);
            describe(made.itself(), opened);
        }
    }

    /** Gives a directory the owner, permissions, attributes and time of another. */
    void describe(OpenFile directory, DirectoryFd like) {
        FileStat stat = like.itself().stat();
        own(directory, stat);
        attributes(like.attributes(), directory);
        directory.mode(stat.mode());
        directory.modified(stat.modified());
    }

    private void file(DirectoryFd from, DirectoryFd to, RawPath name) {
        Optional<OpenFile> opened = from.read(name);
        if (opened.isEmpty()) {
            return;
        }
        try (OpenFile original = opened.get();
                OpenFile copy = to.create(name, 0600).orElseThrow()) {
            content(original, copy);
            FileStat stat = original.stat();
            own(copy, stat);
            attributes(from.attributes(name), copy);
            copy.mode(stat.mode());
            copy.modified(stat.modified());
        }
    }

    private void content(OpenFile from, OpenFile to) {
        long at = 0;
        for (int count = read(from, at); count > 0; count = read(from, at)) {
            if (buffer.mismatch(ZEROS.slice(0, count)) >= 0) {
                to.write(buffer, at);
            }
            at += count;
        }
        // What was skipped because it is empty becomes a hole.
        to.size(at);
    }

    private int read(OpenFile from, long at) {
        buffer.clear();
        int count = from.read(buffer, at);
        buffer.flip();
        return count;
    }

    // capabilities(7): file capabilities are for who has CAP_SETFCAP; other names are the kernel's, or overlayfs's own.
    private static void attributes(SortedMap<RawPath, byte[]> all, OpenFile to) {
        all.forEach((name, value) -> {
            String text = name.latin1();
            boolean own = text.startsWith("user.") && !text.startsWith("user.overlay.");
            if (own || (text.equals(SECURITY) && Credentials.uid() == 0)) {
                to.attribute(name, value);
            }
        });
    }

    private void link(String first, DirectoryFd to, RawPath name) {
        int slash = first.lastIndexOf('/');
        RawPath firstName = new RawPath(first.substring(slash + 1));
        if (slash < 0) {
            target.link(firstName, to, name);
            return;
        }
        try (DirectoryFd parent =
                target.directory(new RawPath(first.substring(0, slash))).orElseThrow()) {
            parent.link(firstName, to, name);
        }
    }

    private void own(DirectoryFd in, RawPath name, FileStat stat) {
        if (Credentials.uid() == 0) {
            in.owner(name, uid(stat), gid(stat));
        }
    }

    private void own(OpenFile file, FileStat stat) {
        if (Credentials.uid() == 0) {
            file.owner(uid(stat), gid(stat));
        }
    }

    private long uid(FileStat stat) {
        return users.map(map -> map.shiftedUser(stat.uid())).orElse(stat.uid());
    }

    private long gid(FileStat stat) {
        return users.map(map -> map.shiftedGroup(stat.gid())).orElse(stat.gid());
    }
}
