package hangari.lesson.play;

import hangari.lesson.check.Evidence;
import hangari.lesson.shell.CodeAssist;
import hangari.lesson.shell.Outcome;
import hangari.lesson.shell.Session;
import hangari.lesson.shell.SessionException;
import hangari.lesson.shell.SessionSettings;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A bench of real sessions, each started in the background while the learner reads. */
public final class SessionBench implements Bench {
    private final SessionSettings settings;
    private final SwitchedOutput output;
    private CompletableFuture<Session> session;
    private volatile boolean fresh = true;
    private boolean closed;

    /** Starts the first session; its output goes where the settings say. */
    public SessionBench(SessionSettings settings) {
        this.output = new SwitchedOutput(settings.out());
        this.settings = settings.withOutput(new PrintStream(output, true, java.nio.charset.StandardCharsets.UTF_8));
        this.session = start();
    }

    private CompletableFuture<Session> start() {
        CompletableFuture<Session> future = new CompletableFuture<>();
        Thread starter = new Thread(() -> startInto(future), "session-start");
        starter.setDaemon(true);
        starter.start();
        return future;
    }

    private void startInto(CompletableFuture<Session> future) {
        try {
            Session started = Session.start(settings);
            if (!future.complete(started)) {
                started.close();
            }
        } catch (RuntimeException e) {
            future.completeExceptionally(e);
        }
    }

    /** The running session; waits until it has started. */
    private Session session() {
        try {
            return current().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof SessionException known ? known : e;
        }
    }

    private synchronized CompletableFuture<Session> current() {
        return session;
    }

    /** Completion and documentation; waits until the session has started, and is empty if it cannot. */
    public Optional<CodeAssist> assist() {
        try {
            return Optional.of(session().assist());
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public Outcome eval(String input) {
        fresh = false;
        output.mute(false);
        return session().eval(input);
    }

    @Override
    public Outcome replay(String input) {
        fresh = false;
        output.mute(true);
        try {
            return session().eval(input);
        } finally {
            output.mute(false);
        }
    }

    @Override
    public List<Evidence> newEvidence() {
        return session().newEvidence();
    }

    @Override
    public boolean alive() {
        try {
            return session().alive();
        } catch (SessionException e) {
            return false; // whoever wants to run something in it will hear why
        }
    }

    @Override
    public boolean fresh() {
        return fresh && alive();
    }

    @Override
    public synchronized void renew() {
        end();
        if (!closed) { // whoever rebuilds a session while it is closed from elsewhere must not bring it back
            session = start();
            fresh = true;
        }
    }

    @Override
    public void interrupt() {
        output.mute(true); // what is still on its way would keep the answer waiting
        CompletableFuture<Session> now = current();
        if (now.isDone() && !now.isCompletedExceptionally()) {
            now.join().interrupt();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        end();
    }

    private void end() {
        boolean neverCame = session.completeExceptionally(new IllegalStateException("closed"));
        if (!neverCame && !session.isCompletedExceptionally()) {
            session.join().close();
        }
    }

    /** The learner's screen, switched off while code is replayed. */
    private static final class SwitchedOutput extends OutputStream {
        private final PrintStream screen;
        private volatile boolean muted;

        SwitchedOutput(PrintStream screen) {
            this.screen = screen;
        }

        void mute(boolean off) {
            muted = off;
        }

        @Override
        public void write(int b) {
            if (!muted) {
                screen.write(b);
            }
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            if (!muted) {
                screen.write(bytes, from, length);
            }
        }

        @Override
        public void flush() {
            screen.flush();
        }
    }
}
