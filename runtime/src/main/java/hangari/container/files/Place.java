package hangari.container.files;

import hangari.linux.DirectoryFd;
import hangari.linux.RawPath;
import java.util.Optional;

/** The directory that a copy is put into, and those below it. */
@FunctionalInterface
interface Place {
    /** A directory by its path from there; empty for the place itself. Nothing if it is not there. */
    Optional<DirectoryFd> open(String path);

    /** In a container: links are followed as its own processes would, and lead to nowhere else. */
    static Place inside(DirectoryFd root, String directory) {
        return path -> root.within(new RawPath(directory + "/" + path));
    }

    /** On the host: no link is followed, for all that is there may have come from the container a moment ago. */
    static Place beneath(DirectoryFd directory) {
        return path -> directory.enter(new RawPath(path.isEmpty() ? "." : path));
    }
}
