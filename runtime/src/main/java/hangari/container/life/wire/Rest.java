package hangari.container.life.wire;

import hangari.container.life.Conversation;
import hangari.container.life.Frame;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A conversation without so many bytes from its beginning, perhaps with something to say before and after it. */
final class Rest implements Conversation {
    private final Conversation whole;
    private long out;
    private long err;
    private Optional<Frame> before;
    private Optional<Frame> after;

    Rest(Conversation whole, long out, long err, Optional<Frame> before, Optional<Frame> after) {
        this.whole = whole;
        this.out = out;
        this.err = err;
        this.before = before;
        this.after = after;
    }

    @Override
    public Optional<Frame> next() {
        if (before.isPresent()) {
            Optional<Frame> first = before;
            before = Optional.empty();
            return first;
        }
        Optional<Frame> frame = whole.next();
        while (frame.isPresent() && isHeard(frame.get())) {
            frame = whole.next();
        }
        if (frame.isEmpty()) {
            Optional<Frame> last = after;
            after = Optional.empty();
            return last;
        }
        return frame.map(this::unheard);
    }

    private boolean isHeard(Frame frame) {
        long size = frame.data().remaining();
        if (size == 0 || size > pending(frame)) {
            return false;
        }
        skip(frame, size);
        return true;
    }

    private Frame unheard(Frame frame) {
        long skipped = pending(frame);
        skip(frame, skipped);
        ByteBuffer data = frame.data();
        return skipped == 0
                ? frame
                : new Frame(
                        frame.kind(), data.slice(data.position() + (int) skipped, data.remaining() - (int) skipped));
    }

    private long pending(Frame frame) {
        return switch (frame.kind()) {
            case STDOUT -> out;
            case STDERR -> err;
            default -> 0;
        };
    }

    private void skip(Frame frame, long count) {
        switch (frame.kind()) {
            case STDOUT -> out -= count;
            case STDERR -> err -= count;
            default -> {}
        }
    }

    @Override
    public void send(Frame frame) {
        whole.send(frame);
    }

    @Override
    public void close() {
        whole.close();
    }
}
