package hangari.container.life.wire;

import hangari.container.life.LifeException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * That this process is the one supervisor of a state directory. It ends with the process, however that ends.
 *
 * <p>It is taken before anything is done to containers, and given up after the last: two would undo each other's work.
 */
public final class Tenure implements AutoCloseable {
    private static final Set<Path> OURS = new HashSet<>();
    private static final long STEP_MILLIS = 10;

    private final Path file;
    private final FileChannel channel;

    private Tenure(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Begins it; empty if another supervisor stays in office.
     *
     * @param patience how long one that is on its way out is waited for
     */
    public static Optional<Tenure> begin(RunDirectory place, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        Optional<Tenure> tenure = begin(place.furnish().lock());
        while (tenure.isEmpty() && System.nanoTime() < end && pause()) {
            tenure = begin(place.lock());
        }
        return tenure;
    }

    // fcntl_locking(2): "if a process closes any file descriptor referring to a file, then all of the process's locks
    // on
    // that file are released": a file on which we hold a lock is not opened again.
    private static synchronized Optional<Tenure> begin(Path lock) {
        synchronized (OURS) {
            if (OURS.contains(lock)) {
                return Optional.empty();
            }
            Optional<Tenure> tenure = take(lock);
            tenure.ifPresent(taken -> OURS.add(lock));
            return tenure;
        }
    }

    private static Optional<Tenure> take(Path lock) {
        try {
            FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() != null) {
                return Optional.of(new Tenure(lock, channel));
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            throw new LifeException(LifeException.Kind.FAILED, "cannot lock " + lock + ": " + e, e);
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(STEP_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        synchronized (OURS) {
            try {
                channel.close();
            } catch (IOException e) {
                // it is given up with the process
            }
            OURS.remove(file);
        }
    }
}
