package hangari.container.life.wire;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What happened, one line an event. Of a long log only the end is kept: at most two files of a mebibyte.
 *
 * <p>The process's own standard error may be the same file. So the file is emptied, not replaced: whoever else appends to
 * it begins anew as well.
 */
public final class EventLog {
    private static final long LONGEST = 1 << 20;
    private static final int LONGEST_LINE = 2000;

    private final Path file;
    private final boolean verbose;

    /**
     * A log that may be there.
     *
     * @param verbose whether failures are told with where they happened
     */
    public EventLog(Path file, boolean verbose) {
        this.file = file;
        this.verbose = verbose;
    }

    /** Notes an event. */
    public void note(String event) {
        String line = event.replaceAll("\\p{Cntrl}+", " ");
        append(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " "
                + (line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line) + "\n");
    }

    /** Notes something that should not happen. */
    public void note(String event, Throwable failure) {
        note(event + ": " + failure);
        if (verbose) {
            var trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            append(trace.toString());
        }
    }

    private synchronized void append(String text) {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            if (channel.size() > LONGEST) {
                Files.copy(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
                channel.truncate(0);
            }
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            // On a full disk there are no words left to say it with; containers matter more.
        }
    }
}
