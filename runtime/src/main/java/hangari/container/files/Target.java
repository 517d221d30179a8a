package hangari.container.files;

import hangari.container.life.LifeException;
import hangari.linux.DirectoryFd;
import hangari.linux.FileKind;
import hangari.linux.FileStat;
import hangari.linux.RawPath;

/**
 * Where a copy goes, by Docker's rules.
 *
 * @param directory that it is put into, from the root
 * @param name that it gets there; a dot if what is in a directory is put into that directory
 * @see <a href="https://docs.docker.com/reference/cli/docker/container/cp/">docker container cp</a>
 */
record Target(String directory, RawPath name) {
    /**
     * Decides it.
     *
     * @param root in which the destination is looked up
     * @param source how a copy of the source is called
     * @param isDirectory whether the source is one
     * @throws LifeException if it cannot go there
     */
    static Target of(DirectoryFd root, CopyPath to, String source, boolean isDirectory) {
        try (Spot spot = Spot.find(root, to.clean(), true).orElseThrow(() -> missing(to))) {
            // "DEST_PATH exists and is a directory": the source is copied into it, or what is in it if it ends in /.
            if (spot.isDirectory()) {
                return new Target(spot.path(), new RawPath(source));
            }
            return spot.stat()
                    .map(stat -> instead(spot, stat, to, isDirectory))
                    .orElseGet(() -> anew(spot, to, isDirectory));
        }
    }

    // "SRC_PATH is a directory … DEST_PATH exists and is a file: Error condition: cannot copy a directory to a file"
    private static Target instead(Spot spot, FileStat stat, CopyPath to, boolean isDirectory) {
        if (isDirectory) {
            throw refused(to, "a directory cannot be copied over what is none");
        }
        if (to.saysDirectory()) {
            throw refused(to, "not a directory");
        }
        if (stat.kind() != FileKind.REGULAR) {
            throw refused(to, "neither a directory nor a regular file");
        }
        return new Target(spot.parent(), spot.name());
    }

    // "SRC_PATH specifies a file … DEST_PATH does not exist and ends with /: Error condition: the destination directory
    // must exist"
    private static Target anew(Spot spot, CopyPath to, boolean isDirectory) {
        if (to.end() == CopyPath.End.DOT || (to.saysDirectory() && !isDirectory)) {
            throw missing(to);
        }
        return new Target(spot.parent(), spot.name());
    }

    private static LifeException missing(CopyPath to) {
        return refused(to, "no such directory: make it first");
    }

    private static LifeException refused(CopyPath to, String why) {
        return new LifeException(
                LifeException.Kind.BAD_REQUEST, "cannot copy to " + new RawPath(to.toString()) + ": " + why);
    }
}
