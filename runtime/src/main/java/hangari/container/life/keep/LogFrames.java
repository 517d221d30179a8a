package hangari.container.life.keep;

import hangari.container.life.Frame;
import hangari.container.life.Request.LogQuery;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Turns the pieces of a log into frames, as the query wants them. */
final class LogFrames {
    // As docker: RFC 3339 with nine figures of a second.
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z' ").withZone(ZoneOffset.UTC);

    private final LogReader reader;
    private final LogQuery query;
    private final Deque<Frame> ready = new ArrayDeque<>();
    private final Map<Integer, Boolean> withinLine = new HashMap<>();
    private boolean past;

    LogFrames(LogReader reader, LogQuery query) {
        this.reader = reader;
        this.query = query;
    }

    /** The next frame; empty if there is none yet. */
    Optional<Frame> next() {
        while (ready.isEmpty() && !past) {
            Optional<LogReader.Piece> piece = reader.next();
            if (piece.isEmpty()) {
                return Optional.empty();
            }
            take(piece.get());
        }
        return Optional.ofNullable(ready.poll());
    }

    /** Whether all that comes is later than what was asked for. */
    boolean isPast() {
        return past && ready.isEmpty();
    }

    private void take(LogReader.Piece piece) {
        if (query.until().map(piece.time()::isAfter).orElse(false)) {
            past = true;
            return;
        }
        boolean early = query.since().map(piece.time()::isBefore).orElse(false);
        if (early || !piece.data().hasRemaining() || !LogReader.wanted(query, piece.stream())) {
            return;
        }
        byte[] bytes = query.timestamps() ? stamped(piece) : piece.bytes();
        Frame.Kind kind = piece.stream() == 1 ? Frame.Kind.STDOUT : Frame.Kind.STDERR;
        for (int from = 0; from < bytes.length; from += Frame.LONGEST) {
            ready.add(Frame.of(kind, Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + Frame.LONGEST))));
        }
    }

    private byte[] stamped(LogReader.Piece piece) {
        byte[] stamp = stamp(piece.time());
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        boolean within = withinLine.getOrDefault(piece.stream(), false);
        for (byte one : piece.bytes()) {
            if (!within) {
                text.writeBytes(stamp);
            }
            text.write(one);
            within = one != '\n';
        }
        withinLine.put(piece.stream(), within);
        return text.toByteArray();
    }

    private static byte[] stamp(Instant time) {
        return TIME.format(time).getBytes(StandardCharsets.US_ASCII);
    }
}
