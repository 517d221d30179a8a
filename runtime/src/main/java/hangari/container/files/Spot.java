package hangari.container.files;

import hangari.container.life.LifeException;
import hangari.linux.DirectoryFd;
import hangari.linux.Errno;
import hangari.linux.FileKind;
import hangari.linux.FileStat;
import hangari.linux.KernelException;
import hangari.linux.RawPath;
import java.util.Optional;

/**
 * Where a path leads: a name in a directory that is held.
 *
 * @param directory in which the name is looked up
 * @param name a dot for the directory itself
 * @param path that led here, from the root; one character is one byte
 * @param stat what has the name; empty if nothing has
 */
record Spot(DirectoryFd directory, RawPath name, String path, Optional<FileStat> stat) implements AutoCloseable {
    private static final RawPath HERE = RawPath.of(".");
    // path_resolution(7): "a limit on the total number of symbolic links followed … 40"
    private static final int MOST_LINKS = 40;

    /**
     * Looks a path up in a root. Neither links on the way nor the one at its end lead out.
     *
     * @param follow whether a link at the end is followed, be it to nothing
     * @return empty if a directory on the way is not there
     */
    static Optional<Spot> find(DirectoryFd root, String path, boolean follow) {
        String at = path;
        for (int links = 0; links <= MOST_LINKS; links++) {
            Optional<Spot> spot = look(root, at);
            Optional<String> next = follow ? spot.flatMap(Spot::target) : Optional.empty();
            if (next.isEmpty()) {
                return spot;
            }
            spot.ifPresent(Spot::close);
            at = next.get();
        }
        throw new LifeException(
                LifeException.Kind.BAD_REQUEST,
                new RawPath(path) + " leads through more than " + MOST_LINKS + " symbolic links");
    }

    private static Optional<Spot> look(DirectoryFd root, String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            return place(root, path)
                    .map(found -> new Spot(
                            found, HERE, path, Optional.of(found.itself().stat())));
        }
        return place(root, parent(path)).map(found -> named(found, new RawPath(name), path));
    }

    private static Spot named(DirectoryFd directory, RawPath name, String path) {
        try {
            return new Spot(directory, name, path, directory.stat(name));
        } catch (KernelException e) {
            directory.close();
            throw e;
        }
    }

    private static Optional<DirectoryFd> place(DirectoryFd root, String path) {
        try {
            return root.place(new RawPath(path));
        } catch (KernelException e) {
            if (e.errno() == Errno.ENOTDIR) {
                throw new LifeException(LifeException.Kind.BAD_REQUEST, new RawPath(path) + ": not a directory", e);
            }
            throw e;
        }
    }

    private static String parent(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    /** The directory of the name, from the root. */
    String parent() {
        return parent(path);
    }

    /** Where it leads to if it is a link. */
    private Optional<String> target() {
        if (stat.filter(found -> found.kind() == FileKind.SYMLINK).isEmpty()) {
            return Optional.empty();
        }
        String content = directory.readLink(name).latin1();
        return Optional.of(content.startsWith("/") ? content : parent() + content);
    }

    boolean isItself() {
        return name.equals(HERE);
    }

    boolean isDirectory() {
        return stat.filter(found -> found.kind() == FileKind.DIRECTORY).isPresent();
    }

    @Override
    public void close() {
        directory.close();
    }
}
