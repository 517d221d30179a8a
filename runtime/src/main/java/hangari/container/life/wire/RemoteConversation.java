package hangari.container.life.wire;

import hangari.container.life.Conversation;
import hangari.container.life.Frame;
import hangari.container.life.LifeException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/** A conversation with a process that another process holds. Closing it ends a {@link #next} that waits. */
final class RemoteConversation implements Conversation {
    private final Wire wire;
    private final Runnable close;
    private final Function<IOException, LifeException> gone;
    private volatile boolean closed;
    private boolean over;

    RemoteConversation(Wire wire, Runnable close, Function<IOException, LifeException> gone) {
        this.wire = wire;
        this.close = close;
        this.gone = gone;
    }

    @Override
    public Optional<Frame> next() {
        if (over || closed) {
            return Optional.empty();
        }
        try {
            Optional<Frame> frame = wire.frame();
            over = frame.isEmpty();
            return frame;
        } catch (IOException e) {
            over = true;
            if (closed) {
                return Optional.empty();
            }
            throw gone.apply(e);
        }
    }

    /** Where nobody listens any more, the reader is told; input is just dropped. */
    @Override
    public void send(Frame frame) {
        try {
            wire.frame(frame);
        } catch (IOException e) {
            // next() says what has become of the supervisor
        }
    }

    @Override
    public void close() {
        closed = true;
        close.run();
    }
}
