package hangari.cli.image;

import hangari.cli.text.Size;
import hangari.image.oci.Descriptor;
import hangari.image.oci.Digest;
import hangari.image.registry.PullEvent;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Shows a pull on a terminal: a bar for each layer that is on its way, redrawn in place, and below them how many wait.
 * What is finished stays above as a line, so that a hundred layers need no tall screen.
 */
public final class PullBars implements Consumer<PullEvent>, AutoCloseable {
    private static final int WIDTH = 25;
    private static final long BETWEEN_FRAMES = 80_000_000; // ns: about twelve a second
    // ECMA-48: CPL, cursor to the beginning of an earlier line; ED, erase to the end of the screen. DECAWM: no line is
    // wrapped meanwhile, for then it would be two.
    private static final String ERASE = "\033[J";
    private static final String NO_WRAP = "\033[?7l";
    private static final String WRAP = "\033[?7h";

    private final PrintStream out;
    private final LongSupplier clock;
    private final Set<Digest> waiting = new LinkedHashSet<>();
    private final Map<Digest, String> bars = new LinkedHashMap<>();
    private final List<String> finished = new ArrayList<>();
    private int drawn;
    private long last;
    private boolean closed;

    public PullBars(PrintStream out) {
        this(out, System::nanoTime);
    }

    PullBars(PrintStream out, LongSupplier clock) {
        this.out = out;
        this.clock = clock;
        this.last = clock.getAsLong() - BETWEEN_FRAMES;
    }

    @Override
    public synchronized void accept(PullEvent event) {
        if (closed) {
            return;
        }
        boolean frame = clock.getAsLong() - last >= BETWEEN_FRAMES;
        if (note(event) || frame) {
            draw();
        }
    }

    /** Whether it is to be seen at once. */
    private boolean note(PullEvent event) {
        if (event instanceof PullEvent.Waiting it) {
            waiting.add(it.blob().digest());
            return false;
        }
        if (event instanceof PullEvent.Downloading it) {
            return bar(it.blob(), "Downloading " + bar(it.bytes(), it.blob().size()));
        }
        if (event instanceof PullEvent.Found) {
            return false;
        }
        if (event instanceof PullEvent.Unpacking it) {
            return bar(it.blob(), "Extracting  " + bar(it.bytes(), it.blob().size()));
        }
        if (event instanceof PullEvent.Unpacked it) {
            end(it.blob());
        }
        if (event instanceof PullEvent.Verifying it) {
            return bar(it.blob(), "Verifying Checksum");
        }
        if (event instanceof PullEvent.Retrying it) {
            bar(it.blob(), "Retrying");
        }
        if (event instanceof PullEvent.AlreadyThere it) {
            end(it.blob());
        }
        if (event instanceof PullEvent.Done it) {
            end(it.blob());
        }
        finished.add(PullLines.line(event));
        return true;
    }

    private boolean bar(Descriptor blob, String state) {
        waiting.remove(blob.digest());
        boolean isNew = !bars.containsKey(blob.digest());
        bars.put(blob.digest(), PullLines.name(blob) + state);
        return isNew;
    }

    private void end(Descriptor blob) {
        waiting.remove(blob.digest());
        bars.remove(blob.digest());
    }

    /** As docker draws it, but shorter, so that the line fits into 80 columns. */
    static String bar(long bytes, long size) {
        int full = size == 0 ? WIDTH : (int) (WIDTH * ((double) bytes / size));
        String done = full == 0 ? ">" : "=".repeat(full - 1) + (full == WIDTH ? "=" : ">");
        return "[" + done + " ".repeat(WIDTH - done.length()) + "]  " + Size.of(bytes) + "/" + Size.of(size);
    }

    private void draw() {
        StringBuilder frame = new StringBuilder(NO_WRAP);
        if (drawn > 0) {
            frame.append("\033[").append(drawn).append('F');
        }
        frame.append(ERASE);
        finished.forEach(line -> frame.append(line).append('\n'));
        finished.clear();
        bars.values().forEach(bar -> frame.append(bar).append('\n'));
        drawn = bars.size();
        if (!waiting.isEmpty()) {
            frame.append("+ ").append(waiting.size()).append(": Waiting\n");
            drawn++;
        }
        out.print(frame.append(WRAP));
        out.flush();
        last = clock.getAsLong();
    }

    /** Leaves the terminal as it was: what is drawn stays, the cursor is below. */
    @Override
    public synchronized void close() {
        if (!closed) {
            draw();
            closed = true;
        }
    }
}
