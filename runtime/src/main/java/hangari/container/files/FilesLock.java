package hangari.container.files;

import hangari.container.life.LifeException;
import hangari.image.ImageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Keeps a container that does not run from being started while its files are written, and the other way round: two
 * mounts of one overlay at once would spoil it.
 *
 * <p>It is an fcntl(2) lock on {@code files.lock} in the container's directory, which the kernel takes back when its
 * holder ends. Who starts a container shares it until the root is mounted; who writes to its files has it alone.
 */
public final class FilesLock implements AutoCloseable {
    private static final String NAME = "files.lock";

    private final FileChannel channel;

    private FilesLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * For who starts the container.
     *
     * @throws LifeException if somebody writes to its files
     */
    public static FilesLock shared(Path directory, String name) {
        return acquire(directory, true)
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
        return acquire(directory, false)
                .orElseThrow(() -> new LifeException(
                        LifeException.Kind.CONFLICT,
                        name + " is being started, or somebody else copies files into it: try again"));
    }

    private static Optional<FilesLock> acquire(Path directory, boolean shared) {
        Path file = directory.resolve(NAME);
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (lock(channel, shared).isPresent()) {
                return Optional.of(new FilesLock(channel));
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            throw ImageException.of("lock " + file, file, e);
        }
    }

    private static Optional<FileLock> lock(FileChannel channel, boolean shared) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock(0, Long.MAX_VALUE, shared));
        } catch (OverlappingFileLockException e) {
            return Optional.empty(); // a thread of this process has it
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new ImageException("cannot unlock the files of a container: " + e.getMessage());
        }
    }
}
