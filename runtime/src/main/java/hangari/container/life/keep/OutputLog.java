package hangari.container.life.keep;

import hangari.container.life.LogLimit;
import hangari.image.ImageException;
import hangari.linux.Fd;
import hangari.linux.KernelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a container wrote: the bytes as they came, and beside them an index of when and to which stream.
 *
 * <p>Bytes go from the container's pipe into the file by one splice(2), without passing through us. Should this process
 * be killed, what the file has more than the index says was moved, but not noted: {@link LogSegment} notes it then. So
 * nothing is lost and nothing is there twice.
 *
 * <p>The files are bounded: when one is full the next is begun, and the oldest removed. But nothing is removed before
 * those who are attached have read it: until then nothing is taken, the pipe fills, and the container waits. No memory
 * is used for it.
 */
final class OutputLog {
    /** What {@link #take} returns when somebody who is attached has to read first. */
    static final long BLOCKED = -2;

    private static final int MOST = 64 * 1024;
    private static final String SUFFIX = ".data";

    private final Path directory;
    private final LogLimit limit;
    private final List<LogReader> attached = new ArrayList<>();
    private final List<Runnable> blocked = new ArrayList<>();
    private final List<Runnable> unread = new ArrayList<>();
    private Optional<LogSegment> current = Optional.empty();

    OutputLog(Path directory, LogLimit limit) {
        this.directory = directory;
        this.limit = limit;
    }

    /** The numbers of the files that are there, ascending. */
    static List<Long> numbers(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> Long.valueOf(name.substring(0, name.length() - SUFFIX.length())))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw ImageException.of("list " + directory, directory, e);
        }
    }

    Path directory() {
        return directory;
    }

    /** Opens it to write behind what is there; harmless if it is open. */
    synchronized void open() {
        if (current.isEmpty()) {
            current = Optional.of(LogSegment.open(directory, newest()));
        }
    }

    /**
     * Moves what waits in a pipe here; returns how many bytes, 0 at its end, -1 if nothing waits, or {@link #BLOCKED}.
     *
     * @param last whether it is the last that will come: the file may become larger then
     */
    synchronized long take(Fd pipe, int stream, boolean last) {
        open();
        LogSegment segment = current.orElseThrow();
        if (segment.size() >= limit.bytes()) {
            if (mayRotate(segment)) {
                segment = rotate(segment);
            } else if (!last) {
                return BLOCKED;
            }
        }
        long taken = segment.take(pipe, stream, MOST);
        if (taken > 0) {
            notifyAll();
        }
        return taken;
    }

    private boolean mayRotate(LogSegment full) {
        long doomed = full.number() + 1 - limit.files();
        LogReader.Position end = end();
        return attached.stream()
                .map(LogReader::position)
                .allMatch(position -> position.segment() > doomed || position.equals(end));
    }

    /** Begins the next file; on a full disk the present one goes on, where what finds no room is dropped. */
    private LogSegment rotate(LogSegment full) {
        long next = full.number() + 1;
        LogSegment fresh;
        try {
            fresh = LogSegment.open(directory, next);
        } catch (ImageException | KernelException e) {
            return full;
        }
        full.close();
        current = Optional.of(fresh);
        numbers(directory).stream()
                .filter(number -> number <= next - limit.files())
                .forEach(number -> LogSegment.remove(directory, number));
        return fresh;
    }

    /** Somebody for whom the container waits, if need be. */
    synchronized void attach(LogReader reader) {
        attached.add(reader);
    }

    synchronized void detach(LogReader reader) {
        attached.remove(reader);
        advanced();
        if (attached.isEmpty()) {
            List<Runnable> now = List.copyOf(unread);
            unread.clear();
            now.forEach(Runnable::run);
        }
    }

    /** To be told, once, when nobody is attached any more; at once if that is so now. */
    synchronized void whenNobodyReads(Runnable then) {
        if (attached.isEmpty()) {
            then.run();
        } else {
            unread.add(then);
        }
    }

    /** To be told when something that was {@link #BLOCKED} may be tried again. */
    synchronized void whenAdvanced(Runnable then) {
        blocked.add(then);
        advanced();
    }

    /** Somebody has read on. */
    synchronized void advanced() {
        if (!blocked.isEmpty() && (current.isEmpty() || mayRotate(current.get()))) {
            List<Runnable> now = List.copyOf(blocked);
            blocked.clear();
            now.forEach(Runnable::run);
        }
    }

    /** Where the next byte will be. */
    synchronized LogReader.Position end() {
        return current.map(segment -> new LogReader.Position(segment.number(), segment.entries()))
                .orElseGet(() -> {
                    long last = newest();
                    return new LogReader.Position(last, entries(last));
                });
    }

    private long entries(long number) {
        try {
            long size = Files.size(LogSegment.index(directory, number));
            return Math.max(0, size - LogSegment.HEAD) / LogSegment.ENTRY;
        } catch (IOException e) {
            return 0;
        }
    }

    /** The number of the file that is or was written last. */
    synchronized long newest() {
        return current.map(LogSegment::number).orElseGet(() -> {
            List<Long> there = numbers(directory);
            return there.isEmpty() ? 1 : there.get(there.size() - 1);
        });
    }

    /** Waits until something is behind the position, or somebody calls {@link #tell}, or for so long. */
    synchronized void await(LogReader.Position position, long millis) throws InterruptedException {
        if (end().equals(position)) {
            TimeUnit.MILLISECONDS.timedWait(this, millis);
        }
    }

    /** Wakes those who wait, for something else has changed. */
    synchronized void tell() {
        notifyAll();
    }

    /** Closes its files; it may be read, and opened again. */
    synchronized void close() {
        current.ifPresent(LogSegment::close);
        current = Optional.empty();
        notifyAll();
    }
}
