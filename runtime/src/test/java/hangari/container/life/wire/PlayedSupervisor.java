package hangari.container.life.wire;

import hangari.container.cgroup.Statistics;
import hangari.container.life.Answer;
import hangari.container.life.ContainerConfig;
import hangari.container.life.ContainerDetails;
import hangari.container.life.ContainerDraft;
import hangari.container.life.Conversation;
import hangari.container.life.Frame;
import hangari.container.life.LifeException;
import hangari.container.life.Request;
import hangari.container.life.Request.Condition;
import hangari.container.life.Request.ExecConfig;
import hangari.container.life.Request.LogQuery;
import hangari.container.life.State;
import hangari.container.life.Supervisor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/** A supervisor without containers: it notes what it is asked, and its conversations say back what they are told. */
final class PlayedSupervisor implements Supervisor {
    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    static final String ID = "0123456789abcdef".repeat(4);

    final List<String> asked = new CopyOnWriteArrayList<>();
    final CountDownLatch waiting = new CountDownLatch(1);
    final CountDownLatch interrupted = new CountDownLatch(1);
    final CountDownLatch hungUp = new CountDownLatch(1);
    final CountDownLatch ends = new CountDownLatch(1);
    volatile int alive;
    volatile int code;

    static ContainerDetails details(State state) {
        return new ContainerDetails(
                ID,
                "web",
                NOON,
                ContainerDraft.of("busybox").command("httpd", "항아리").config(),
                "sha256:1",
                List.of("httpd"),
                state,
                0,
                Optional.of("10.0.0.2"),
                List.of("8080->80/tcp"),
                "/state/containers/1",
                List.of("/layers/1"),
                "/state/containers/1/upper",
                List.of(),
                List.of());
    }

    private void note(Object... words) {
        asked.add(String.join(
                " ", java.util.Arrays.stream(words).map(String::valueOf).toList()));
    }

    @Override
    public Answer.Versions version() {
        return new Answer.Versions("1.2.3", 99, 1, alive);
    }

    @Override
    public Answer.Created create(String name, ContainerConfig config) {
        note("create", name, config.command());
        return new Answer.Created(ID, List.of("a warning"));
    }

    @Override
    public void start(String container) {
        note("start", container);
        switch (container) {
            case "absent" -> throw new LifeException(LifeException.Kind.NOT_FOUND, "no such container: absent");
            case "text" -> throw new LifeException(LifeException.Kind.NOT_EXECUTABLE, "not executable");
            case "broken" -> throw new IllegalStateException("broken\n  in two");
            case "deep" -> throw new StackOverflowError();
            default -> {}
        }
    }

    @Override
    public Conversation attach(Request.Attach attach) {
        note("attach", attach.container(), attach.logs(), attach.stdin(), attach.start());
        return switch (attach.container()) {
            case "absent" -> throw new LifeException(LifeException.Kind.NOT_FOUND, "no such container: absent");
            case "flood" -> new Flood();
            default -> new Echo();
        };
    }

    @Override
    public Conversation logs(String container, LogQuery query) {
        note("logs", container, query.tail());
        return query.follow()
                ? new Echo()
                : new Told(List.of(Frame.text(Frame.Kind.STDOUT, "one\n"), Frame.text(Frame.Kind.STDERR, "two\n")));
    }

    @Override
    public Answer.Rows list(boolean all) {
        note("list", all);
        var row = new Answer.Row(
                ID, "web", "busybox", List.of("httpd"), NOON, new State.Created(), List.of(), Map.of("a", "b"));
        return new Answer.Rows(all ? java.util.Collections.nCopies(20_000, row) : List.of(row));
    }

    @Override
    public ContainerDetails inspect(String container) {
        note("inspect", container);
        return details(new State.Exited(1, code, false, NOON, Instant.now(), "", 0));
    }

    @Override
    public void stop(String container, Optional<String> signal, OptionalInt seconds) {
        note("stop", container, signal, seconds);
    }

    @Override
    public void kill(String container, String signal) {
        note("kill", container, signal);
    }

    @Override
    public void pause(String container) {
        note("pause", container);
    }

    @Override
    public void unpause(String container) {
        note("unpause", container);
    }

    @Override
    public void restart(String container, Optional<String> signal, OptionalInt seconds) {
        note("restart", container, signal, seconds);
    }

    @Override
    public void remove(String container, boolean force) {
        note("remove", container, force);
    }

    @Override
    public void rename(String container, String name) {
        note("rename", container, name);
    }

    @Override
    public void resize(String container, int rows, int columns) {
        note("resize", container, rows, columns);
    }

    @Override
    public Answer.Processes top(String container) {
        note("top", container);
        return new Answer.Processes(List.of("PID"), List.of(List.of("1")));
    }

    @Override
    public Answer.Usage stats(String container) {
        note("stats", container);
        return new Answer.Usage(ID, "web", NOON, Statistics.NONE);
    }

    @Override
    public Answer.Ended await(String container, Condition condition) {
        note("await", container, condition);
        waiting.countDown();
        try {
            ends.await();
            return new Answer.Ended(code, "");
        } catch (InterruptedException e) {
            interrupted.countDown();
            throw new LifeException(LifeException.Kind.FAILED, "interrupted", e);
        }
    }

    @Override
    public String execCreate(String container, ExecConfig config) {
        note("execCreate", container, config.command());
        return "e1";
    }

    @Override
    public Conversation execStart(String exec, boolean detach) {
        note("execStart", exec, detach);
        return detach ? new Told(List.of()) : new Echo();
    }

    @Override
    public void execResize(String exec, int rows, int columns) {
        note("execResize", exec, rows, columns);
    }

    @Override
    public Answer.ExecDetails execInspect(String exec) {
        note("execInspect", exec);
        return new Answer.ExecDetails(exec, ID, false, OptionalInt.of(3), 0);
    }

    /** Says what it was told to say. */
    private static final class Told implements Conversation {
        private final java.util.Iterator<Frame> frames;

        Told(List<Frame> frames) {
            this.frames = frames.iterator();
        }

        @Override
        public Optional<Frame> next() {
            return frames.hasNext() ? Optional.of(frames.next()) : Optional.empty();
        }

        @Override
        public void send(Frame frame) {}

        @Override
        public void close() {}
    }

    /** Says back what is said to it, fails when told to {@code fail}, and ends with 7 when there is no more input. */
    private final class Echo implements Conversation {
        private final BlockingQueue<Optional<Frame>> said = new LinkedBlockingQueue<>();

        @Override
        public Optional<Frame> next() {
            try {
                Optional<Frame> frame = said.take();
                if (frame.filter(one -> one.text().equals("fail")).isPresent()) {
                    throw new LifeException(LifeException.Kind.FAILED, "failed as told");
                }
                return frame;
            } catch (InterruptedException e) {
                return Optional.empty();
            }
        }

        @Override
        public void send(Frame frame) {
            if (frame.kind() == Frame.Kind.STDIN_CLOSED) {
                said.add(Optional.of(Frame.exit(7)));
                said.add(Optional.empty());
            } else {
                said.add(Optional.of(Frame.of(Frame.Kind.STDOUT, frame.bytes())));
            }
        }

        @Override
        public void close() {
            said.add(Optional.empty());
            hungUp.countDown();
        }
    }

    /** Never stops talking. */
    private final class Flood implements Conversation {
        private final Frame frame = Frame.of(Frame.Kind.STDOUT, new byte[Frame.LONGEST]);
        private volatile boolean closed;

        @Override
        public Optional<Frame> next() {
            return closed ? Optional.empty() : Optional.of(frame);
        }

        @Override
        public void send(Frame frame) {}

        @Override
        public void close() {
            closed = true;
            hungUp.countDown();
        }
    }
}
