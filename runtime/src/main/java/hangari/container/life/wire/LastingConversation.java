package hangari.container.life.wire;

import hangari.container.life.Conversation;
import hangari.container.life.Frame;
import hangari.container.life.LifeException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * A conversation that goes on with the next supervisor, once, if this one is killed: the container lives on.
 *
 * <p>What was sent to the container shortly before may be lost; what it wrote is not, for it is in its log.
 */
final class LastingConversation implements Conversation {
    private final Resumption resumption;
    private final Heard heard = new Heard();
    private Conversation now;
    private boolean closed;
    private boolean resumed;

    LastingConversation(Conversation first, Resumption resumption) {
        this.now = first;
        this.resumption = resumption;
    }

    /** How many bytes of each stream have come. */
    static final class Heard {
        private final Map<Frame.Kind, Long> bytes = new EnumMap<>(Frame.Kind.class);

        private void note(Frame frame) {
            bytes.merge(frame.kind(), (long) frame.data().remaining(), Long::sum);
        }

        long of(Frame.Kind kind) {
            return bytes.getOrDefault(kind, 0L);
        }

        long all() {
            return of(Frame.Kind.STDOUT) + of(Frame.Kind.STDERR);
        }
    }

    /** Begins again where something was lost. */
    interface Resumption {
        Conversation after(Heard heard);
    }

    @Override
    public Optional<Frame> next() {
        try {
            return noted(current().next());
        } catch (LifeException e) {
            if (e.kind() != LifeException.Kind.UNREACHABLE || !mayResume()) {
                throw e;
            }
            replace(resumption.after(heard));
            return noted(current().next());
        }
    }

    private Optional<Frame> noted(Optional<Frame> frame) {
        frame.ifPresent(heard::note);
        return frame;
    }

    private synchronized boolean mayResume() {
        boolean may = !closed && !resumed;
        resumed = true;
        return may;
    }

    private synchronized Conversation current() {
        return now;
    }

    private synchronized void replace(Conversation next) {
        now.close();
        now = next;
        if (closed) {
            next.close();
        }
    }

    @Override
    public void send(Frame frame) {
        current().send(frame);
    }

    @Override
    public synchronized void close() {
        closed = true;
        now.close();
    }
}
