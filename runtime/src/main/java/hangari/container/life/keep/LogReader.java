package hangari.container.life.keep;

import hangari.container.life.Request.LogQuery;
import hangari.image.ImageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads a log from the disk at its own pace, while it is written; what was removed meanwhile is passed over. */
final class LogReader implements AutoCloseable {
    private final OutputLog log;
    private final Path directory;
    private volatile Position at;
    private Optional<Opened> opened = Optional.empty();
    private int skip;

    /**
     * A place in a log.
     *
     * @param segment the number of the file
     * @param entry how many pieces of it are before
     */
    record Position(long segment, long entry) {
        static final Position BEGIN = new Position(0, 0);
    }

    /** Some bytes that came at one time. */
    record Piece(int stream, Instant time, ByteBuffer data) {
        byte[] bytes() {
            byte[] copy = new byte[data.remaining()];
            data.duplicate().get(copy);
            return copy;
        }

        private Piece from(int index) {
            return new Piece(stream, time, data.slice(index, data.remaining() - index));
        }
    }

    /** One file that is open, with its index. */
    private record Opened(long number, FileChannel data, FileChannel index) {
        long entries() throws IOException {
            return (index.size() - LogSegment.HEAD) / LogSegment.ENTRY;
        }

        Piece piece(long entry) throws IOException {
            ByteBuffer head = ByteBuffer.allocate(LogSegment.ENTRY);
            index.read(head, LogSegment.HEAD + entry * LogSegment.ENTRY);
            ByteBuffer bytes = ByteBuffer.allocate(head.getInt(16));
            long from = head.getLong(8);
            boolean more = true;
            while (bytes.hasRemaining() && more) {
                more = data.read(bytes, from + bytes.position()) > 0;
            }
            return new Piece(head.getInt(20), LogSegment.time(head), bytes.flip());
        }
    }

    private LogReader(OutputLog log, Position at) {
        this.log = log;
        this.directory = log.directory();
        this.at = at;
    }

    /** From a position on. */
    static LogReader from(OutputLog log, Position position) {
        return new LogReader(log, position);
    }

    /** From the beginning, or from so many lines before the end. */
    static LogReader of(OutputLog log, LogQuery query) {
        LogReader reader = new LogReader(log, Position.BEGIN);
        if (query.tail().isPresent()) {
            reader.back(query, query.tail().getAsInt());
        }
        return reader;
    }

    Position position() {
        return at;
    }

    /** The next piece; empty if there is none yet. */
    synchronized Optional<Piece> next() {
        try {
            Optional<Piece> here = here();
            while (here.isEmpty()) {
                // Asked for before one more look: when it is newer than ours, nothing more comes to ours.
                long newest = log.newest();
                here = here();
                if (here.isEmpty() && at.segment >= newest) {
                    return Optional.empty();
                }
                if (here.isEmpty()) {
                    at = new Position(following(newest), 0);
                    here = here();
                }
            }
            return here;
        } catch (IOException e) {
            throw ImageException.of("read " + directory, directory, e);
        }
    }

    private Optional<Piece> here() throws IOException {
        if (!open() || at.entry >= opened.orElseThrow().entries()) {
            return Optional.empty();
        }
        Piece piece = opened.orElseThrow().piece(at.entry);
        at = new Position(at.segment, at.entry + 1);
        return Optional.of(cut(piece));
    }

    private long following(long newest) {
        return OutputLog.numbers(directory).stream()
                .filter(number -> number > at.segment)
                .findFirst()
                .orElse(newest);
    }

    private boolean open() {
        if (opened.isPresent() && opened.get().number == at.segment) {
            return true;
        }
        close();
        try {
            FileChannel data = FileChannel.open(LogSegment.data(directory, at.segment), StandardOpenOption.READ);
            FileChannel index = FileChannel.open(LogSegment.index(directory, at.segment), StandardOpenOption.READ);
            opened = Optional.of(new Opened(at.segment, data, index));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Goes to where the last lines begin; the first of them may begin within a piece, which is then cut. */
    private void back(LogQuery query, int lines) {
        List<Long> numbers = OutputLog.numbers(directory);
        LineCount count = new LineCount(lines);
        if (lines == 0) {
            at = log.end();
            return;
        }
        try {
            for (int i = numbers.size() - 1; i >= 0; i--) {
                at = new Position(numbers.get(i), 0);
                if (open() && back(query, count)) {
                    return;
                }
            }
            at = Position.BEGIN;
        } catch (IOException e) {
            throw ImageException.of("read " + directory, directory, e);
        }
    }

    private boolean back(LogQuery query, LineCount count) throws IOException {
        Opened file = opened.orElseThrow();
        for (long entry = file.entries() - 1; entry >= 0; entry--) {
            Piece piece = file.piece(entry);
            if (wanted(query, piece.stream) && count.backOver(piece.bytes())) {
                at = new Position(at.segment, entry);
                skip = count.unwanted();
                return true;
            }
        }
        return false;
    }

    /** Without what belongs to lines that are not wanted, if it is the first. */
    private Piece cut(Piece piece) {
        if (skip == 0) {
            return piece;
        }
        Piece rest = piece.from(skip);
        skip = 0;
        return rest;
    }

    static boolean wanted(LogQuery query, int stream) {
        return stream == 1 ? query.stdout() : query.stderr();
    }

    @Override
    public synchronized void close() {
        opened.ifPresent(open -> {
            opened = Optional.empty();
            try (open.data;
                    open.index) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Counts lines from the end. */
    private static final class LineCount {
        private long left;
        private boolean atEnd = true;
        private int unwanted;

        LineCount(long lines) {
            left = lines;
        }

        /** Whether the first of the lines that are wanted begins in these bytes, which stand before those so far. */
        boolean backOver(byte[] bytes) {
            for (int i = bytes.length - 1; i >= 0; i--) {
                // The newline at the very end ends the last line; each one before that begins one.
                if (bytes[i] == '\n' && !atEnd && --left == 0) {
                    unwanted = i + 1;
                    return unwanted < bytes.length || left == 0;
                }
                atEnd = false;
            }
            return false;
        }

        int unwanted() {
            return unwanted;
        }
    }
}
