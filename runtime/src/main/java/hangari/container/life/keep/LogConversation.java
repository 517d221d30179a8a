package hangari.container.life.keep;

import hangari.container.life.Conversation;
import hangari.container.life.Frame;
import hangari.container.life.Request.LogQuery;
import java.util.Optional;

/** Tells what a container wrote, and what it writes as long as it runs. */
final class LogConversation implements Conversation {
    private static final long LOOK_MILLIS = 1000;

    private final SupervisedContainer container;
    private final LogQuery query;
    private final LogReader reader;
    private final LogFrames frames;
    private volatile boolean closed;

    LogConversation(SupervisedContainer container, LogQuery query) {
        this.container = container;
        this.query = query;
        this.reader = LogReader.of(container.log(), query);
        this.frames = new LogFrames(reader, query);
    }

    @Override
    public Optional<Frame> next() {
        while (!closed) {
            // Asked for first: what was written before the end is then found below.
            boolean over = !query.follow() || container.isAtRest();
            Optional<Frame> frame = frames.next();
            if (frame.isPresent()) {
                return frame;
            }
            if (over || frames.isPast()) {
                break;
            }
            Waits.until(() -> container.log().await(reader.position(), LOOK_MILLIS));
        }
        close();
        return Optional.empty();
    }

    /** Nothing is asked of whoever only listens. */
    @Override
    public void send(Frame frame) {}

    @Override
    public void close() {
        closed = true;
        reader.close();
        container.log().tell();
    }
}
