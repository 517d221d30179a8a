package hangari.container.life.keep;

import hangari.container.life.Conversation;
import hangari.container.life.Frame;
import hangari.container.life.LifeException;
import hangari.container.life.Request.Attach;
import hangari.container.life.Request.LogQuery;
import java.util.Optional;

/**
 * Joins somebody to a run of a container: its output as it is written into the log, its input, its end.
 *
 * <p>The container waits for whoever is attached and does not read, as soon as its log is full.
 */
final class AttachConversation implements Conversation {
    private static final long LOOK_MILLIS = 1000;

    private final SupervisedContainer container;
    private final Attach attach;
    private final int run;
    private final LogReader reader;
    private final LogFrames frames;
    private volatile boolean closed;
    private boolean told;

    AttachConversation(SupervisedContainer container, Attach attach) {
        this.container = container;
        this.attach = attach;
        this.run = container.presentRun();
        OutputLog log = container.log();
        this.reader = LogReader.from(log, attach.logs() ? LogReader.Position.BEGIN : log.end());
        this.frames = new LogFrames(reader, LogQuery.ALL);
        log.attach(reader);
    }

    @Override
    public Optional<Frame> next() {
        while (!closed && !told) {
            // Asked for first: what was written before the end is then found below.
            boolean over = container.isOver(run);
            Optional<Frame> frame = frames.next();
            container.log().advanced();
            if (frame.isPresent()) {
                return frame;
            }
            if (over) {
                told = true;
                container.log().detach(reader);
                return Optional.of(Frame.exit(container.lastCode()));
            }
            Waits.until(() -> container.log().await(reader.position(), LOOK_MILLIS));
        }
        return Optional.empty();
    }

    @Override
    public void send(Frame frame) {
        switch (frame.kind()) {
            case STDIN -> input().ifPresent(input -> input.write(frame.bytes()));
            case STDIN_CLOSED -> input().ifPresent(ContainerInput::over);
            case RESIZE -> resize(WindowSize.of(frame.text()));
            case SIGNAL -> container.kill(frame.text());
            default ->
                throw new LifeException(
                        LifeException.Kind.BAD_REQUEST, "frame of kind " + frame.kind() + " is not for a container");
        }
    }

    private Optional<ContainerInput> input() {
        return attach.stdin() && !closed && !container.isOver(run)
                ? container.run().flatMap(Run::input)
                : Optional.empty();
    }

    private void resize(WindowSize size) {
        if (!container.isOver(run)) {
            size.apply(container::resize);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            input().ifPresent(ContainerInput::over);
            closed = true;
            container.log().detach(reader);
            reader.close();
            container.log().tell();
        }
    }
}
