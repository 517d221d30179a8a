package hangari.image.oci;

import hangari.image.ImageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * A lock that many may share or one may have, between the threads of this process and between processes.
 *
 * <p>fcntl(2): the kernel's locks belong to a process, so threads must count among themselves; and "if a process closes
 * any file descriptor referring to a file, then all of the process's locks on that file are released", so a process
 * opens the file once. A killed process loses its locks at once.
 */
public final class StoreLock {
    private static final Map<Path, StoreLock> LOCKS = new ConcurrentHashMap<>();

    private final Path file;
    private int sharing;
    private boolean alone;
    private Optional<FileLock> lock = Optional.empty();

    private StoreLock(Path file) {
        this.file = file;
    }

    /** The lock of this file, which is made when it is needed. */
    public static StoreLock of(Path file) {
        return LOCKS.computeIfAbsent(file, StoreLock::new);
    }

    /** Shares the lock; waits while somebody has it alone. */
    public synchronized Hold share() {
        await(() -> alone);
        if (sharing == 0) {
            lock = acquire(true, true);
        }
        sharing++;
        return new Hold(this::leave);
    }

    /** Shares the lock, unless somebody has it alone. */
    public synchronized Optional<Hold> shareNow() {
        if (alone) {
            return Optional.empty();
        }
        if (sharing == 0) {
            lock = acquire(true, false);
            if (lock.isEmpty()) {
                return Optional.empty();
            }
        }
        sharing++;
        return Optional.of(new Hold(this::leave));
    }

    /** Has the lock alone; waits while somebody else has it. */
    public synchronized Hold have() {
        await(() -> alone || sharing > 0);
        lock = acquire(false, true);
        alone = true;
        return new Hold(this::leave);
    }

    /** Has the lock alone, unless somebody else has it. */
    public synchronized Optional<Hold> haveNow() {
        if (alone || sharing > 0) {
            return Optional.empty();
        }
        lock = acquire(false, false);
        alone = lock.isPresent();
        return alone ? Optional.of(new Hold(this::leave)) : Optional.empty();
    }

    private synchronized void await(BooleanSupplier busy) {
        try {
            while (busy.getAsBoolean()) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImageException("interrupted while waiting for " + file);
        }
    }

    private Optional<FileLock> acquire(boolean shared, boolean waiting) {
        try {
            FileChannel channel = FileChannel.open(
                    file,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    LinkOption.NOFOLLOW_LINKS);
            Optional<FileLock> got = Optional.ofNullable(
                    waiting ? channel.lock(0, Long.MAX_VALUE, shared) : channel.tryLock(0, Long.MAX_VALUE, shared));
            if (got.isEmpty()) {
                channel.close();
            }
            return got;
        } catch (IOException e) {
            throw ImageException.of("lock " + file, file, e);
        }
    }

    private synchronized void leave() {
        sharing = Math.max(0, sharing - 1);
        if (sharing == 0) {
            alone = false;
            lock.ifPresent(this::release);
            lock = Optional.empty();
            notifyAll();
        }
    }

    // the channel's end is the lock's end
    private void release(FileLock held) {
        try {
            held.acquiredBy().close();
        } catch (IOException e) {
            throw ImageException.of("unlock " + file, file, e);
        }
    }
}
