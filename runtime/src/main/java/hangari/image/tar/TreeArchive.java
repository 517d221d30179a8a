package hangari.image.tar;

import hangari.image.ImageException;
import hangari.linux.DirectoryFd;
import hangari.linux.KernelException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A directory tree as an archive: a directory before what is in it, names in the order of their bytes.
 *
 * <p>The tree may belong to somebody who changes it meanwhile: each directory is held open while it is read, nothing is
 * followed, and a file that changes its length is an error. Sockets are left out, as every tar does; a directory on
 * which something else is mounted is written without what is in it. To an ordinary user all files belong that a container
 * of theirs made; in the archive they are root's, or whose it was noted that they should be.
 *
 * @param purpose what it is written for
 * @param latest a later time of change is set back to this one
 */
public record TreeArchive(Path directory, Purpose purpose, Optional<Instant> latest) {
    /** What an archive is written for. */
    public enum Purpose {
        /** Overlayfs's marks for what is gone become those of a layer. */
        LAYER,
        /** What a container sees, as it is. */
        EXPORT
    }

    /** A container's file system, as {@code docker export} writes it. */
    public static TreeArchive export(Path merged) {
        return new TreeArchive(merged, Purpose.EXPORT, Optional.empty());
    }

    /**
     * Writes the archive; the stream is not closed.
     *
     * @throws ImageException if the tree cannot be read whole
     * @throws IOException if the archive cannot be written
     */
    public void writeTo(OutputStream out) throws IOException {
        try (DirectoryFd root = DirectoryFd.open(directory)) {
            writeTo(root, out);
        } catch (KernelException e) {
            throw unreadable(e);
        }
    }

    /**
     * Writes the archive of a directory that is open already, and is called {@link #directory} in errors; neither it nor
     * the stream is closed.
     *
     * @throws ImageException if the tree cannot be read whole
     * @throws IOException if the archive cannot be written
     */
    public void writeTo(DirectoryFd root, OutputStream out) throws IOException {
        try {
            var tar = new TarWriter(out);
            new TreeWalk(this, MountRule.NONE, tar).contents(root);
            tar.finish();
        } catch (KernelException e) {
            throw unreadable(e);
        }
    }

    private ImageException unreadable(KernelException cause) {
        return new ImageException("cannot read " + directory + ": " + cause.getMessage());
    }

    /** Where the walk stands. */
    private final class Walk {
        private final TarWriter tar;
        private final Map<Inode, RawPath> linked = new HashMap<>();
        private final Ownership ownership = Ownership.ofThisProcess();
        private final ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);

        Walk(TarWriter tar) {
            this.tar = tar;
        }

        void directory(DirectoryFd held, String path, int depth) throws IOException {
            if (depth > Limits.DEPTH) {
                throw new ImageException("cannot read " + directory + ": directories in it are nested more than "
                        + Limits.DEPTH + " deep: move them up");
            }
            List<Seen> entries = new ArrayList<>();
            // layer.md: "Implementations SHOULD generate layers such that the whiteout files appear before sibling
            // directory entries."
            for (RawPath name : held.names()) {
                Optional<Seen> seen = held.stat(name).map(stat -> new Seen(name, stat, held.attributes(name)));
                if (seen.filter(this::isWhiteout).isPresent()) {
                    tar.put(mark(path + WhiteoutName.PREFIX + name.latin1()));
                } else {
                    seen.ifPresent(entries::add);
                }
            }
            for (Seen entry : entries) {
                entry(held, path, entry, depth);
            }
        }

        private boolean isWhiteout(Seen seen) {
            return purpose == Purpose.LAYER && Marks.isWhiteout(seen.stat(), seen.attributes());
        }

        private TarMember mark(String path) {
            return TarMember.file(new RawPath(path), 0644, 0, Instant.EPOCH);
        }

        private void entry(DirectoryFd held, String path, Seen seen, int depth) throws IOException {
            RawPath full = new RawPath(path + seen.name().latin1());
            refuseWhatNoLayerCanSay(full, seen);
            Optional<TarMember> member = member(held, full, seen);
            if (member.isEmpty()) {
                return;
            }
            if (seen.stat().kind() == FileKind.DIRECTORY) {
                tar.put(member.get());
                below(held, full, seen, depth);
            } else if (!isLinked(seen, member.get())) {
                content(held, seen, member.get());
            }
        }

        private void below(DirectoryFd held, RawPath full, Seen seen, int depth) throws IOException {
            try (DirectoryFd inner = held.directory(seen.name())
                    .orElseThrow(() -> new IOException("/" + full + " was removed while it was read"))) {
                if (purpose == Purpose.LAYER && Marks.isOpaque(seen.attributes())) {
                    tar.put(mark(full.latin1() + "/" + WhiteoutName.OPAQUE));
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
            if (purpose == Purpose.LAYER) {
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
                tar.put(member.linkedTo(first.get()));
            }
            return first.isPresent();
        }

        private void content(DirectoryFd held, Seen seen, TarMember member) throws IOException {
            if (member.type() != TarMember.Type.REGULAR) {
                tar.put(member);
                return;
            }
            try (OpenFile file = held.read(seen.name())
                    .orElseThrow(() -> new IOException("/" + member.name() + " was removed while it was read"))) {
                tar.put(member, out -> copy(file, member.bytes(), out));
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
        return latest.filter(modified::isAfter).orElse(modified);
    }

    private record Inode(FileStat.Device disk, long number) {}

    private record Seen(RawPath name, FileStat stat, SortedMap<RawPath, byte[]> attributes) {}
}
