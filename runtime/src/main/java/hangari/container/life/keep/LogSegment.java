package hangari.container.life.keep;

import hangari.image.ImageException;
import hangari.linux.Errno;
import hangari.linux.Fd;
import hangari.linux.Fifo;
import hangari.linux.KernelException;
import hangari.linux.OpenFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Set;

/**
 * One file of a log that is being written, with its index.
 *
 * <p>The index begins with 8 bytes, the first of which is the stream that is being taken; then 24 bytes for each piece:
 * the time in nanoseconds, where it begins, how long it is, and its stream.
 */
final class LogSegment implements AutoCloseable {
    static final int HEAD = 8;
    static final int ENTRY = 24;

    private static final long BILLION = 1_000_000_000L;

    private final long number;
    private final Fd data;
    private final FileChannel index;
    private long size;
    private int entries;
    private int stream;

    private LogSegment(long number, Fd data, FileChannel index) {
        this.number = number;
        this.data = data;
        this.index = index;
    }

    static Path data(Path directory, long number) {
        return directory.resolve(String.format("%08d.data", number));
    }

    static Path index(Path directory, long number) {
        return directory.resolve(String.format("%08d.index", number));
    }

    /** Opens it to write behind what is there. */
    static LogSegment open(Path directory, long number) {
        Path bytes = data(directory, number);
        Path file = index(directory, number);
        Fd data = Fd.open(bytes.toString(), Set.of(OpenFlag.RDWR, OpenFlag.CREAT));
        try {
            FileChannel index = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            LogSegment segment = new LogSegment(number, data, index);
            try {
                segment.resume(Files.size(bytes));
            } catch (IOException e) {
                index.close();
                throw e;
            }
            return segment;
        } catch (IOException e) {
            data.close();
            throw ImageException.of("open " + file, file, e);
        }
    }

    /** What the file has more than its index was moved there by a process that was killed before it could note it. */
    private void resume(long there) throws IOException {
        if (index.size() < HEAD) {
            index.write(ByteBuffer.allocate(HEAD), 0);
        }
        ByteBuffer head = ByteBuffer.allocate(HEAD);
        index.read(head, 0);
        stream = head.get(0);
        entries = (int) ((index.size() - HEAD) / ENTRY);
        size = entries == 0 ? 0 : end(entries - 1);
        if (there > size && stream != 0) {
            note(there - size, stream);
        }
    }

    private long end(int entry) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(ENTRY);
        index.read(last, HEAD + (long) entry * ENTRY);
        return last.getLong(8) + last.getInt(16);
    }

    /** Moves what waits in a pipe here; returns how many bytes, 0 at its end, -1 if nothing waits. */
    long take(Fd pipe, int from, int most) {
        try {
            announce(from);
            long moved = Fifo.move(pipe, data, size, most);
            if (moved > 0) {
                note(moved, from);
            }
            return moved;
        } catch (KernelException e) {
            if (e.errno() != Errno.ENOSPC && e.errno() != Errno.EDQUOT) {
                throw e;
            }
            return drop(pipe);
        } catch (IOException e) {
            return drop(pipe);
        }
    }

    /** A full disk must not stop the container: what cannot be kept is read and dropped. */
    private static long drop(Fd pipe) {
        return pipe.readable(0) ? pipe.read().length : -1;
    }

    private void announce(int from) throws IOException {
        if (from != stream) {
            index.write(ByteBuffer.allocate(HEAD).put(0, (byte) from), 0);
            stream = from;
        }
    }

    private void note(long length, int from) throws IOException {
        Instant now = Instant.now();
        ByteBuffer entry = ByteBuffer.allocate(ENTRY)
                .putLong(now.getEpochSecond() * BILLION + now.getNano())
                .putLong(size)
                .putInt((int) length)
                .putInt(from)
                .flip();
        index.write(entry, HEAD + (long) entries * ENTRY);
        entries++;
        size += length;
    }

    /** The time of a piece, from its entry. */
    static Instant time(ByteBuffer entry) {
        return Instant.ofEpochSecond(entry.getLong(0) / BILLION, entry.getLong(0) % BILLION);
    }

    long number() {
        return number;
    }

    /** How many pieces are there. */
    int entries() {
        return entries;
    }

    /** What it takes on the disk. */
    long size() {
        return size + HEAD + (long) entries * ENTRY;
    }

    static void remove(Path directory, long number) {
        try {
            Files.deleteIfExists(data(directory, number));
            Files.deleteIfExists(index(directory, number));
        } catch (IOException e) {
            throw ImageException.of("remove " + data(directory, number), directory, e);
        }
    }

    @Override
    public void close() {
        data.close();
        try {
            index.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
