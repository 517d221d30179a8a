package hangari.cli.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Locks on files, which end with the process that holds them, however it ends.
 *
 * <p>fcntl_locking(2): they "are not inherited by a child created via fork", so no box holds its session's lock. But
 * "if a process closes any file descriptor referring to a file, then all of the process's locks on that file are
 * released": never open a file here on which this process holds a lock.
 */
final class FileLocks {
    private static final ReentrantLock WITHIN_PROCESS = new ReentrantLock();

    private FileLocks() {}

    /** Something that is done while a lock is held. */
    interface Action<T> {
        T run() throws IOException;
    }

    /** Takes the lock if no other process holds it; closing the channel gives it back. */
    static Optional<FileChannel> tryLock(Path file) throws IOException {
        FileChannel channel = open(file);
        boolean taken = false;
        try {
            taken = channel.tryLock() != null;
        } finally {
            if (!taken) {
                channel.close();
            }
        }
        return taken ? Optional.of(channel) : Optional.empty();
    }

    /** Waits until no other thread or process holds the lock, and does something under it. */
    static <T> T holding(Path file, Action<T> action) throws IOException {
        WITHIN_PROCESS.lock();
        try (FileChannel channel = open(file)) {
            var unused = channel.lock();
            return action.run();
        } finally {
            WITHIN_PROCESS.unlock();
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }
}
