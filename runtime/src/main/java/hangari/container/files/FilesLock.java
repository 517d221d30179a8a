package hangari.container.files;

import hangari.container.life.LifeException;
import hangari.image.oci.Hold;
import hangari.image.oci.StoreLock;
import java.nio.file.Path;

/**
 * Keeps a container that does not run from being started while its files are written, and the other way round: two
 * mounts of one overlay at once would spoil it.
 *
 * <p>It is a lock on {@code files.lock} in the container's directory, which the kernel takes back when its holder ends.
 * Who starts a container shares it until the root is mounted; who writes to its files has it alone.
 */
public record FilesLock(Hold hold) implements AutoCloseable {
    private static final String NAME = "files.lock";

    /**
     * For who starts the container.
     *
     * @throws LifeException if somebody writes to its files
     */
    public static FilesLock shared(Path directory, String name) {
        return of(directory)
                .shareNow()
                .map(FilesLock::new)
                .orElseThrow(() -> new LifeException(
                        LifeException.Kind.CONFLICT,
                        "files are being copied into " + name + ": start it when that is done"));
    }

    /**
     * For who writes to its files.
     *
     * @throws LifeException if somebody else does, or it is being started
     */
    static FilesLock alone(Path directory, String name) {
        return of(directory)
                .haveNow()
                .map(FilesLock::new)
                .orElseThrow(() -> new LifeException(
                        LifeException.Kind.CONFLICT,
                        name + " is being started, or somebody else copies files into it: try again"));
    }

    private static StoreLock of(Path directory) {
        return StoreLock.of(directory.toAbsolutePath().resolve(NAME));
    }

    @Override
    public void close() {
        hold.close();
    }
}
