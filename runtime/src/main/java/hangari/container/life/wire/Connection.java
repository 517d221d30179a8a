package hangari.container.life.wire;

import hangari.container.life.Answer;
import hangari.container.life.Conversation;
import hangari.container.life.Frame;
import hangari.container.life.LifeException;
import hangari.container.life.LifeJson;
import hangari.container.life.Request;
import hangari.container.life.Supervisor;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** One connection as the server sees it: a request, its answer, and perhaps a conversation. */
final class Connection {
    private static final Set<Frame.Kind> INPUT =
            EnumSet.of(Frame.Kind.STDIN, Frame.Kind.STDIN_CLOSED, Frame.Kind.RESIZE, Frame.Kind.SIGNAL);

    private final Wire wire;
    private final Surroundings around;
    private Phase phase = Phase.ASKING;
    private long deadline;
    private String name = "?";

    /** What the client is expected to do. */
    private enum Phase {
        /** To send its request, within a time. */
        ASKING,
        /** To wait until it is done. */
        WAITING,
        /** To be there for as long as a container lives. */
        STAYING,
        /** To fetch the answer, within a time. */
        FETCHING,
        /** Its time was up. */
        LATE
    }

    /** What a connection needs of its server. */
    interface Surroundings {
        Supervisor supervisor();

        Bounds bounds();

        EventLog log();

        /** Runs something beside, until it ends. */
        void beside(Runnable task);

        /** The answer to {@link Request.Version}, and what {@link Request.Leave} does, are the server's own. */
        Answer.Versions version();

        void leave();
    }

    Connection(Wire wire, Surroundings around) {
        this.wire = wire;
        this.around = around;
        expect(Phase.ASKING, around.bounds().asking());
    }

    /** Serves it, whatever the other end does. */
    void serve() {
        try (wire) {
            listen();
        } catch (IOException e) {
            around.log().note("a client went away: " + e.getMessage());
        } catch (RuntimeException | Error e) {
            around.log().note("a connection failed", e);
        }
    }

    private void listen() throws IOException {
        long from = System.nanoTime();
        try {
            Peer.check(wire.channel());
            Request request = request();
            expect(Phase.WAITING, Duration.ZERO);
            name = Naming.of(request);
            obey(request);
            around.log()
                    .note(name + ": done in "
                            + Duration.ofNanos(System.nanoTime() - from).toMillis() + " ms");
        } catch (RuntimeException | Error e) {
            if (e instanceof LifeException) {
                around.log().note(name + ": " + e.getMessage());
            } else {
                around.log().note(name, e);
            }
            fetch(Refused.of(e).line());
        }
    }

    private Request request() throws IOException {
        try {
            return LifeJson.read(wire.line(Wire.LONGEST_REQUEST), Request.class, "request");
        } catch (IOException e) {
            if (phase() == Phase.LATE) {
                throw new LifeException(
                        LifeException.Kind.BAD_REQUEST,
                        "the request did not arrive within "
                                + around.bounds().asking().toMillis() + " ms");
            }
            throw e;
        }
    }

    private void obey(Request request) throws IOException {
        if (request instanceof Request.Version) {
            answer(around.version());
        } else if (request instanceof Request.Leave) {
            answer(new Answer.Done());
            around.leave();
        } else if (request instanceof Request.Wait) {
            answer(whileTheyWait(request));
        } else {
            Optional<Conversation> conversation = Verbs.speak(around.supervisor(), request);
            if (conversation.isPresent()) {
                converse(conversation.get());
            } else {
                answer(Verbs.answer(around.supervisor(), request).orElseThrow());
            }
        }
    }

    private void answer(Answer answer) throws IOException {
        fetch(LifeJson.write(answer));
    }

    private void fetch(String line) throws IOException {
        expect(Phase.FETCHING, around.bounds().answering());
        wire.line(line);
        expect(Phase.WAITING, Duration.ZERO);
    }

    private void stay() {
        expect(Phase.STAYING, Duration.ZERO);
        around.log().note(name + ": begun");
    }

    /** Waits on behalf of a client, but not longer than it is there. */
    private Answer whileTheyWait(Request request) {
        stay();
        Attendance attendance = new Attendance(Thread.currentThread());
        around.beside(() -> {
            try {
                wire.awaitEnd();
            } catch (IOException e) {
                // gone, which is all that this is about
            }
            attendance.over();
        });
        try {
            return Verbs.answer(around.supervisor(), request).orElseThrow();
        } finally {
            attendance.close();
            // From here on an interrupt would only close what is written to, the log among it.
            var unused = Thread.interrupted();
        }
    }

    private void converse(Conversation conversation) throws IOException {
        try (conversation) {
            answer(new Answer.Done());
            stay();
            around.beside(() -> hear(conversation));
            speak(conversation);
        }
    }

    /** Hands on what the container says. Where the client does not read, this waits, and nothing is piled up. */
    private void speak(Conversation conversation) throws IOException {
        try {
            Optional<Frame> frame = conversation.next();
            while (frame.isPresent()) {
                wire.frame(frame.get());
                frame = conversation.next();
            }
            wire.end();
        } catch (RuntimeException | Error e) {
            around.log().note("a conversation failed", e);
            wire.end(Refused.of(e));
        }
    }

    /** Hands on what the client says, until it is gone. */
    private void hear(Conversation conversation) {
        try (conversation) { // closing it tells the thread that speaks
            handOn(conversation);
        }
    }

    private void handOn(Conversation conversation) {
        try {
            while (true) {
                Frame frame = wire.frame()
                        .filter(one -> INPUT.contains(one.kind()))
                        .orElseThrow(() -> new LifeException(
                                LifeException.Kind.BAD_REQUEST, "bad request: such frames go to the client only"));
                conversation.send(frame);
            }
        } catch (IOException e) {
            // The client is gone, or the conversation is over.
        } catch (RuntimeException e) {
            around.log().note("a client was hung up on: " + e.getMessage());
            hangUp(Refused.of(e));
        }
    }

    private void hangUp(Refused refused) {
        try (wire) {
            if (!wire.isWriting()) {
                wire.end(refused);
            }
        } catch (IOException e) {
            // gone as well
        }
    }

    /** Ends a conversation or a wait without a word: whoever was in it comes again to the next supervisor. */
    synchronized void abandon() {
        if (phase == Phase.STAYING) {
            close();
        }
    }

    /** Ends it at once, whatever it is at. */
    void close() {
        wire.close();
    }

    private synchronized void expect(Phase next, Duration within) {
        phase = next;
        deadline = within.isZero() ? Long.MAX_VALUE : System.nanoTime() + within.toNanos();
    }

    private synchronized Phase phase() {
        return phase;
    }

    /** How long the client still has, in nanoseconds; what it owes is given up when that is nothing. */
    synchronized long patience() {
        if (deadline == Long.MAX_VALUE) {
            return Long.MAX_VALUE;
        }
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            giveUp();
        }
        return left <= 0 ? Long.MAX_VALUE : left;
    }

    private void giveUp() {
        deadline = Long.MAX_VALUE;
        if (phase == Phase.ASKING) {
            phase = Phase.LATE;
            try {
                wire.channel().shutdownInput(); // so that it can still be told why
                return;
            } catch (IOException e) {
                // closing does as well
            }
        }
        wire.close();
    }
}
