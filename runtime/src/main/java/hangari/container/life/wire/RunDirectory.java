package hangari.container.life.wire;

import hangari.container.life.LifeException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Where a supervisor and those who speak to it find each other.
 *
 * @param path a directory that is open to its owner alone
 */
public record RunDirectory(Path path) {
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");

    /** That of a state directory. */
    public static RunDirectory of(Path state) {
        return new RunDirectory(state.resolve("run"));
    }

    /** Where the supervisor answers. */
    public Path socket() {
        return path.resolve("supervisor.sock");
    }

    /** Locked by the supervisor for as long as it lives. */
    public Path lock() {
        return path.resolve("supervisor.lock");
    }

    /** Locked by whoever begins a supervisor, so that of many only one does. */
    Path beginLock() {
        return path.resolve("begin.lock");
    }

    /** What the supervisor did, one line an event. */
    public Path log() {
        return path.resolve("supervisor.log");
    }

    /**
     * Makes it, for its owner alone, and makes sure of it if it is there.
     *
     * @throws LifeException if it cannot be made, or somebody else's stands there
     */
    public RunDirectory furnish() {
        try {
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                Path parent = path.getParent();
                if (parent != null) {
                    Files.createDirectories(parent);
                }
                create();
            }
            check();
            return this;
        } catch (IOException e) {
            throw new LifeException(LifeException.Kind.FAILED, "cannot make " + path + ": " + e, e);
        }
    }

    private void create() throws IOException {
        try {
            Files.createDirectory(path, PosixFilePermissions.asFileAttribute(PRIVATE));
        } catch (FileAlreadyExistsException e) {
            // somebody was faster; who that is, is looked at next
        }
    }

    private void check() throws IOException {
        var found = Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!found.isDirectory() || !found.owner().equals(Peer.ourselves())) {
            throw new LifeException(
                    LifeException.Kind.FAILED,
                    path + " is not a directory of " + Peer.ourselves().getName()
                            + ": remove it, or choose another state directory with HANGARI_STATE");
        }
        if (!found.permissions().equals(PRIVATE)) {
            Files.setPosixFilePermissions(path, PRIVATE);
        }
    }
}
