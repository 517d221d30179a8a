package hangari.image.oci;

import hangari.image.ImageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Who writes which unfinished blob: one lock file for all of them, in which each digest has one byte.
 *
 * <p>fcntl(2): a lock may lie "past the end of the file", so the file stays empty; "if a process closes any file
 * descriptor referring to a file, then all of the process's locks on that file are released", so it is open once, for as
 * long as there is a claim. Two digests with the same byte only keep each other from being resumed.
 */
final class PartClaims {
    private static final Map<Path, PartClaims> CLAIMS = new ConcurrentHashMap<>();

    private final Path file;
    private @Nullable FileChannel channel;
    private int claims;

    private PartClaims(Path file) {
        this.file = file;
    }

    static PartClaims of(Path file) {
        return CLAIMS.computeIfAbsent(file, PartClaims::new);
    }

    /** Claims the part of a blob, if nobody has it, here or in another process. */
    synchronized Optional<Hold> claim(Digest digest) throws IOException {
        FileChannel open = channel;
        if (open == null) {
            open = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel = open;
        }
        claims++;
        Optional<FileLock> lock = lock(open, place(digest));
        if (lock.isEmpty()) {
            leave();
        }
        return lock.map(held -> new Hold(() -> release(held)));
    }

    private static long place(Digest digest) {
        return Long.parseUnsignedLong(digest.hex().substring(0, 15), 16);
    }

    private static Optional<FileLock> lock(FileChannel channel, long place) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock(place, 1, false));
        } catch (OverlappingFileLockException e) {
            return Optional.empty(); // another thread of ours
        }
    }

    private synchronized void release(FileLock held) {
        try {
            held.release();
            leave();
        } catch (IOException e) {
            throw ImageException.of("unlock " + file, file, e);
        }
    }

    private void leave() throws IOException {
        claims--;
        FileChannel open = channel;
        if (claims == 0 && open != null) {
            channel = null;
            open.close();
        }
    }
}
