package hangari.container.life.keep;

import hangari.container.life.LifeException;
import hangari.image.ImageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Makes sure that one process has the containers of a state directory; it ends with the process, however that ends. */
record OwnerLock(FileChannel channel) implements AutoCloseable {
    static OwnerLock of(StateDirectories directories) {
        Path file = directories.run().resolve("containers.lock");
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            if (!locked(channel)) {
                channel.close();
                throw new LifeException(
                        LifeException.Kind.CONFLICT,
                        "another process looks after the containers of " + directories.state() + ": speak to that one");
            }
            return new OwnerLock(channel);
        } catch (IOException e) {
            throw ImageException.of("lock " + file, file, e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
