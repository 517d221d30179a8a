package hangari.image.tar;

import hangari.image.ImageException;
import hangari.image.oci.WhiteoutName;
import hangari.image.tar.TreeArchive.Purpose;
import hangari.linux.DirectoryFd;
import hangari.linux.Errno;
import hangari.linux.FileKind;
import hangari.linux.FileStat;
import hangari.linux.KernelException;
import hangari.linux.OpenFile;
import hangari.linux.RawPath;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Goes through a directory tree, a directory before what is in it, and gives what it finds to somebody.
 *
 * <p>Each directory is held open while it is read and nothing is followed, whoever changes the tree meanwhile.
 */
public final class TreeWalk {
    private static final int CHUNK = 128 * 1024;

    private final TreeArchive archive;
    private final MountRule rule;
    private final MemberSink sink;
    private final Map<Inode, RawPath> linked = new HashMap<>();
    private final Ownership ownership = Ownership.ofThisProcess();
    private final ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);

    TreeWalk(TreeArchive archive, MountRule rule, MemberSink sink) {
        this.archive = archive;
        this.rule = rule;
        this.sink = sink;
    }

    /**
     * One that gives files as they are.
     *
     * @param shown what the tree is called in errors
     */
    public TreeWalk(Path shown, MountRule rule, MemberSink sink) {
        this(TreeArchive.export(shown), rule, sink);
    }

    /** Gives what is in a directory. */
    public void contents(DirectoryFd root) throws IOException {
        directory(root, "", 0);
    }

    /**
     * Gives a directory and what is in it.
     *
     * @param as its name; {@code .} for none of its own
     */
    public void tree(DirectoryFd root, RawPath as) throws IOException {
        FileStat stat = root.itself().stat();
        give(member(root, as, new Seen(as, stat, Collections.emptySortedMap())).orElseThrow());
        directory(root, as.latin1() + "/", 0);
    }

    /**
     * Gives a file or a directory, and what is in it.
     *
     * @param held the directory that has it
     * @param as by which name it is given
     * @throws IOException if it is not there any more
     */
    public void entry(DirectoryFd held, RawPath name, RawPath as) throws IOException {
        FileStat stat = held.stat(name).orElseThrow(() -> new IOException(as + " was removed while it was read"));
        entry(held, as, new Seen(name, stat, held.attributes(name)), 0);
    }

    private void give(TarMember member) throws IOException {
        sink.put(member, none -> {});
    }

    private void directory(DirectoryFd held, String path, int depth) throws IOException {
        if (depth > Limits.DEPTH) {
            throw new ImageException("cannot read " + archive.directory() + ": directories in it are nested more than "
                    + Limits.DEPTH + " deep: move them up");
        }
        List<Seen> entries = new ArrayList<>();
        // layer.md: "Implementations SHOULD generate layers such that the whiteout files appear before sibling
        // directory entries."
        for (RawPath name : held.names()) {
            Optional<Seen> seen = held.stat(name).map(stat -> new Seen(name, stat, held.attributes(name)));
            if (seen.filter(this::isWhiteout).isPresent()) {
                give(mark(path + WhiteoutName.PREFIX + name.latin1()));
            } else {
                seen.ifPresent(entries::add);
            }
        }
        for (Seen entry : entries) {
            entry(held, new RawPath(path + entry.name().latin1()), entry, depth);
        }
    }

    private boolean isWhiteout(Seen seen) {
        return archive.purpose() == Purpose.LAYER && Marks.isWhiteout(seen.stat(), seen.attributes());
    }

    private TarMember mark(String path) {
        return TarMember.file(new RawPath(path), 0644, 0, Instant.EPOCH);
    }

    private void entry(DirectoryFd held, RawPath full, Seen seen, int depth) throws IOException {
        refuseWhatNoLayerCanSay(full, seen);
        Optional<TarMember> member = member(held, full, seen);
        if (member.isEmpty()) {
            return;
        }
        if (seen.stat().kind() == FileKind.DIRECTORY) {
            give(member.get());
            below(held, full, seen, depth);
        } else if (!isLinked(seen, member.get())) {
            content(held, seen, member.get());
        }
    }

    private void below(DirectoryFd held, RawPath full, Seen seen, int depth) throws IOException {
        boolean mounts = rule.enters(seen.stat().mount());
        try (DirectoryFd inner = (mounts ? held.enter(seen.name()) : held.directory(seen.name()))
                .orElseThrow(() -> new IOException("/" + full + " was removed while it was read"))) {
            if (archive.purpose() == Purpose.LAYER && Marks.isOpaque(seen.attributes())) {
                give(mark(full.latin1() + "/" + WhiteoutName.OPAQUE));
            }
            directory(inner, full.latin1() + "/", depth + 1);
        } catch (KernelException e) {
            // openat2(2), RESOLVE_NO_XDEV: "Disallow traversal of mount points during path resolution"
            if (e.errno() != Errno.EXDEV) {
                throw e;
            }
        }
    }

    private void refuseWhatNoLayerCanSay(RawPath full, Seen seen) {
        if (archive.purpose() == Purpose.LAYER) {
            Marks.fault(seen.name(), seen.attributes()).ifPresent(fault -> {
                throw new ImageException("cannot put /" + full + " into a layer: " + fault);
            });
        }
    }

    private boolean isLinked(Seen seen, TarMember member) throws IOException {
        if (seen.stat().links() < 2) {
            return false;
        }
        var inode = new Inode(seen.stat().disk(), seen.stat().inode());
        Optional<RawPath> first = Optional.ofNullable(linked.putIfAbsent(inode, member.name()));
        if (first.isPresent()) {
            give(member.linkedTo(first.get()));
        }
        return first.isPresent();
    }

    private void content(DirectoryFd held, Seen seen, TarMember member) throws IOException {
        if (member.type() != TarMember.Type.REGULAR) {
            give(member);
            return;
        }
        try (OpenFile file = held.read(seen.name())
                .orElseThrow(() -> new IOException("/" + member.name() + " was removed while it was read"))) {
            sink.put(member, out -> copy(file, member.bytes(), out));
        }
    }

    private void copy(OpenFile file, long bytes, OutputStream out) throws IOException {
        byte[] copy = new byte[(int) Math.min(CHUNK, Math.max(1, bytes))];
        long position = 0;
        while (position < bytes) {
            chunk.clear().limit((int) Math.min(copy.length, bytes - position));
            int count = file.read(chunk, position);
            if (count == 0) {
                return; // it has become shorter: the archive notices
            }
            chunk.flip().get(copy, 0, count);
            out.write(copy, 0, count);
            position += count;
        }
    }

    private Optional<TarMember> member(DirectoryFd held, RawPath full, Seen seen) {
        FileStat stat = seen.stat();
        Ownership.Owner owner = ownership.of(stat, seen.attributes());
        return type(stat.kind())
                .map(type -> new TarMember(
                        full,
                        type,
                        stat.mode(),
                        owner.uid(),
                        owner.gid(),
                        type == TarMember.Type.REGULAR ? stat.bytes() : 0,
                        time(stat.modified()),
                        type == TarMember.Type.SYMLINK ? held.readLink(seen.name()) : new RawPath(""),
                        stat.device(),
                        Marks.carried(seen.attributes())));
    }

    private static Optional<TarMember.Type> type(FileKind kind) {
        return switch (kind) {
            case REGULAR -> Optional.of(TarMember.Type.REGULAR);
            case DIRECTORY -> Optional.of(TarMember.Type.DIRECTORY);
            case SYMLINK -> Optional.of(TarMember.Type.SYMLINK);
            case CHARACTER_DEVICE -> Optional.of(TarMember.Type.CHARACTER_DEVICE);
            case BLOCK_DEVICE -> Optional.of(TarMember.Type.BLOCK_DEVICE);
            case FIFO -> Optional.of(TarMember.Type.FIFO);
            case SOCKET -> Optional.empty();
        };
    }

    private Instant time(Instant modified) {
        return archive.latest().filter(modified::isAfter).orElse(modified);
    }

    private record Inode(FileStat.Device disk, long number) {}

    private record Seen(RawPath name, FileStat stat, SortedMap<RawPath, byte[]> attributes) {}
}
