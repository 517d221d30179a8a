package hangari.container.files;

import hangari.container.life.ContainerDetails;
import hangari.image.ImageException;
import hangari.image.LayerChange;
import hangari.image.LayerChanges;
import hangari.image.tar.Marks;
import hangari.linux.DirectoryFd;
import hangari.linux.Errno;
import hangari.linux.FileKind;
import hangari.linux.FileStat;
import hangari.linux.KernelException;
import hangari.linux.RawPath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a container has changed of its image, as {@code docker diff} tells it.
 *
 * <pre>{@code
 * ContainerChanges.of(details).changes(); // C /etc, A /etc/motd, D /bin/ls
 * }</pre>
 *
 * <p>overlayfs copies a file up when it is opened for writing, and a directory when something in it is; neither alone is
 * a change. A file has changed if its size, time, permissions or owner have; a directory if its permissions or owner
 * have, or something in it has. The places that every container has for what is mounted there are no changes either.
 */
public final class ContainerChanges {
    private static final int DEEPEST = 400; // each level costs two descriptors
    private static final Set<String> PLACES = Set.of(
            "/proc",
            "/sys",
            "/dev",
            "/dev/pts",
            "/dev/shm",
            "/dev/console",
            "/etc/hosts",
            "/etc/hostname",
            "/etc/resolv.conf");

    private final List<LayerChange> found = new ArrayList<>();

    private final Owners owners;

    private ContainerChanges(Owners owners) {
        this.owners = owners;
    }

    /**
     * The changes, by path. The container may run, and change more meanwhile.
     *
     * @throws ImageException if they cannot be read
     */
    public static LayerChanges of(ContainerDetails details) {
        var changes = new ContainerChanges(Owners.of(details));
        try (DirectoryFd upper = DirectoryFd.open(Path.of(details.upper()));
                Stacked lower = Stacked.toRead(ContainerRoot.paths(details.lower()), Path.of(details.directory()))) {
            changes.directory(upper, Optional.of(lower.directory()), "", 0);
        } catch (KernelException e) {
            throw new ImageException("cannot compare " + details.name() + " with its image: " + e.getMessage());
        }
        // a directory, what is in it, and only then what comes after it
        changes.found.sort(Comparator.comparing(change -> change.path().replace('/', '\0')));
        return new LayerChanges(changes.found);
    }

    private void directory(DirectoryFd upper, Optional<DirectoryFd> lower, String path, int depth) {
        if (depth > DEEPEST) {
            throw new ImageException("cannot compare " + path.substring(0, 80)
                    + "… with the image: directories in it are nested more than " + DEEPEST + " deep");
        }
        for (RawPath name : upper.names()) {
            upper.stat(name).ifPresent(stat -> entry(upper, lower, new Entry(name, path + "/" + name, stat), depth));
        }
    }

    /** What stands in the container's own layer. */
    private record Entry(RawPath name, String path, FileStat stat) {
        boolean isDirectory() {
            return stat.kind() == FileKind.DIRECTORY;
        }
    }

    private void entry(DirectoryFd upper, Optional<DirectoryFd> lower, Entry entry, int depth) {
        Optional<FileStat> before = lower.flatMap(directory -> directory.stat(entry.name()));
        if (isWhiteout(upper, entry)) {
            before.ifPresent(gone -> found.add(new LayerChange.Deleted(entry.path())));
            return;
        }
        int size = found.size();
        if (entry.isDirectory()) {
            below(upper, lower.filter(directory -> isDirectory(before)), entry, depth);
        }
        boolean changedBelow = found.size() > size;
        long bytes = entry.stat().kind() == FileKind.REGULAR ? entry.stat().bytes() : 0;
        if (before.isEmpty()) {
            if (changedBelow || !isPlace(entry)) {
                found.add(new LayerChange.Added(entry.path(), bytes));
            }
        } else if (changedBelow || differs(before.get(), entry.stat())) {
            found.add(new LayerChange.Modified(entry.path(), bytes));
        }
    }

    private static boolean isDirectory(Optional<FileStat> stat) {
        return stat.filter(there -> there.kind() == FileKind.DIRECTORY).isPresent();
    }

    private void below(DirectoryFd upper, Optional<DirectoryFd> lower, Entry entry, int depth) {
        Optional<DirectoryFd> inner = held(upper, entry.name());
        Optional<DirectoryFd> before = lower.flatMap(directory -> directory.directory(entry.name()));
        try {
            inner.ifPresent(directory -> {
                directory(directory, before, entry.path(), depth + 1);
                if (isOpaque(upper, entry.name())) {
                    before.ifPresent(below -> hidden(directory, below, entry.path()));
                }
            });
        } finally {
            inner.ifPresent(DirectoryFd::close);
            before.ifPresent(DirectoryFd::close);
        }
    }

    /** A directory of the container's own layer, if it is still one: it may have been exchanged since it was looked at. */
    private static Optional<DirectoryFd> held(DirectoryFd upper, RawPath name) {
        try {
            return upper.directory(name);
        } catch (KernelException e) {
            if (e.errno() == Errno.ELOOP || e.errno() == Errno.ENOTDIR) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** What an opaque directory no longer shows. */
    private void hidden(DirectoryFd upper, DirectoryFd lower, String path) {
        Set<RawPath> own = new TreeSet<>(upper.names());
        for (RawPath name : lower.names()) {
            if (!own.contains(name)) {
                found.add(new LayerChange.Deleted(path + "/" + name));
            }
        }
    }

    /** Whether it is empty and stands where something is mounted in every container. */
    private static boolean isPlace(Entry entry) {
        boolean empty = entry.isDirectory() || entry.stat().bytes() == 0;
        return empty && (PLACES.contains(entry.path()) || entry.path().equals("/etc"));
    }

    private boolean differs(FileStat before, FileStat now) {
        boolean same = before.kind() == now.kind()
                && before.mode() == now.mode()
                && before.uid() == owners.userInside(now.uid())
                && before.gid() == owners.groupInside(now.gid())
                && before.device().equals(now.device());
        boolean sameContent = before.kind() == FileKind.DIRECTORY
                || (before.bytes() == now.bytes() && before.modified().equals(now.modified()));
        return !same || !sameContent;
    }

    /** The attributes of a file that cannot be a mark are not read. */
    private static boolean isWhiteout(DirectoryFd upper, Entry entry) {
        FileStat stat = entry.stat();
        return stat.isWhiteout()
                || (stat.kind() == FileKind.REGULAR
                        && stat.bytes() == 0
                        && Marks.isWhiteout(stat, upper.attributes(entry.name())));
    }

    private static boolean isOpaque(DirectoryFd upper, RawPath name) {
        return Marks.isOpaque(upper.attributes(name));
    }
}
