package hangari.container.life.keep;

import hangari.container.life.Conversation;
import hangari.container.life.Frame;
import hangari.container.life.LifeException;
import java.util.Optional;

/** Joins somebody to a further process of a container. */
final class ExecConversation implements Conversation {
    private final Exec exec;
    private final Surroundings around;
    private final ExecStreams streams;
    private volatile boolean closed;
    private boolean told;

    ExecConversation(Exec exec, Surroundings around, ExecStreams streams) {
        this.exec = exec;
        this.around = around;
        this.streams = streams;
    }

    @Override
    public Optional<Frame> next() {
        if (closed || told) {
            return Optional.empty();
        }
        Optional<Frame> frame = streams.next();
        if (frame.isPresent()) {
            return frame;
        }
        told = true;
        return exec.code().isPresent() ? Optional.of(Frame.exit(exec.code().getAsInt())) : Optional.empty();
    }

    @Override
    public void send(Frame frame) {
        switch (frame.kind()) {
            case STDIN -> streams.input().write(frame.bytes());
            case STDIN_CLOSED -> streams.input().over();
            case RESIZE -> WindowSize.of(frame.text()).apply(exec::resize);
            case SIGNAL -> exec.signal(Stopping.signal(frame.text()));
            default ->
                throw new LifeException(
                        LifeException.Kind.BAD_REQUEST, "frame of kind " + frame.kind() + " is not for a process");
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            around.soon(streams::drain);
        }
    }
}
