package hangari.cli.container;

import hangari.container.life.Conversation;
import hangari.container.life.Frame;
import hangari.container.life.LifeException;
import hangari.linux.TerminalMode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Optional;

/** Joins our standard streams to a container's until one side ends. */
final class Attachment {
    /** The status of a program that wrote to a pipe which nobody read any more: 128 and SIGPIPE. */
    private static final int BROKEN_PIPE = 141;

    private static final int CHUNK = 32 * 1024;

    private final Desk desk;
    private final Wish wish;
    private final Conversation talk;
    private volatile boolean ended;
    private volatile boolean detached;
    private boolean over;

    /**
     * How it is joined.
     *
     * @param name of the container, for what is said
     * @param tty whether it has a terminal of its own
     * @param stdin whether it takes our input
     * @param signals whether it is to get the signals that we get
     */
    record Wish(String name, boolean tty, boolean stdin, boolean signals, DetachKeys keys) {}

    Attachment(Desk desk, Wish wish, Conversation talk) {
        this.desk = desk;
        this.wish = wish;
        this.talk = talk;
    }

    /** Stays until it ends, or is left by the detach keys, which is 0. */
    int stay() {
        Optional<UserTerminal> terminal = wish.tty() ? desk.terminal() : Optional.empty();
        Optional<UserTerminal> keyboard = terminal.filter(one -> wish.stdin());
        Verdict verdict;
        // Raw before anything is sent: until then, a key such as Ctrl-C is ours.
        keyboard.ifPresent(UserTerminal::raw);
        try (talk) {
            verdict = join(terminal, keyboard);
        } finally {
            ended = true;
            keyboard.ifPresent(UserTerminal::restore);
        }
        return report(verdict);
    }

    private Verdict join(Optional<UserTerminal> terminal, Optional<UserTerminal> keyboard) {
        SignalProxy proxy = signals(terminal);
        try {
            if (wish.stdin()) {
                listen(keyboard);
            }
            return pump();
        } finally {
            proxy.close();
        }
    }

    /** Whether the program has ended, as opposed to having been left. */
    boolean isOver() {
        return over;
    }

    private sealed interface Verdict {
        record Exit(int code) implements Verdict {}

        record Left() implements Verdict {}

        record Unread() implements Verdict {}

        record Lost(String why) implements Verdict {}
    }

    private int report(Verdict verdict) {
        if (verdict instanceof Verdict.Exit exit) {
            over = true;
            return exit.code();
        }
        if (verdict instanceof Verdict.Lost lost) {
            desk.error(desk.say("container.lost", wish.name(), lost.why()));
            return LifeException.Kind.UNREACHABLE.exit();
        }
        if (verdict instanceof Verdict.Left) {
            // the cursor may be behind a prompt
            desk.err().println();
            desk.err().println(desk.say("container.left", wish.name()));
            return 0;
        }
        return BROKEN_PIPE;
    }

    private SignalProxy signals(Optional<UserTerminal> terminal) {
        if (terminal.isPresent()) {
            resize(terminal.get());
            return SignalProxy.ofWindow(() -> resize(terminal.get()));
        }
        return wish.signals() && !wish.tty()
                ? SignalProxy.ofAll(name -> send(Frame.signal("SIG" + name)))
                : SignalProxy.ofNone();
    }

    private void resize(UserTerminal terminal) {
        TerminalMode.Size size = terminal.size();
        if (size.rows() > 0 && size.columns() > 0) {
            send(Frame.resize(size.rows(), size.columns()));
        }
    }

    /** Sends; whoever waits for what comes back learns whether anybody is there. */
    private void send(Frame frame) {
        try {
            talk.send(frame);
        } catch (LifeException e) {
            ended = true;
        }
    }

    private Verdict pump() {
        try {
            for (Optional<Frame> next = talk.next(); next.isPresent(); next = talk.next()) {
                Frame frame = next.get();
                switch (frame.kind()) {
                    case STDOUT -> {
                        if (!written(desk.out(), frame)) {
                            return new Verdict.Unread();
                        }
                    }
                    case STDERR -> written(desk.err(), frame);
                    case NOTICE -> desk.error(frame.text());
                    case EXIT -> {
                        return new Verdict.Exit(Integer.parseInt(frame.text()));
                    }
                    default -> {}
                }
            }
        } catch (LifeException e) {
            return detached ? new Verdict.Left() : new Verdict.Lost(String.valueOf(e.getMessage()));
        }
        return detached ? new Verdict.Left() : new Verdict.Lost(desk.say("container.lost.end"));
    }

    /** Whether somebody may still read it. */
    static boolean written(PrintStream to, Frame frame) {
        byte[] bytes = frame.bytes();
        to.write(bytes, 0, bytes.length);
        return !to.checkError();
    }

    private void listen(Optional<UserTerminal> keyboard) {
        var thread = new Thread(() -> keyboard.ifPresentOrElse(this::keys, this::bytes), "container-input");
        thread.setDaemon(true);
        thread.start();
    }

    private void keys(UserTerminal keyboard) {
        byte[] typed = keyboard.read(() -> !ended);
        while (typed.length > 0) {
            byte[] passed = wish.keys().pass(typed);
            if (passed.length > 0) {
                send(Frame.stdin(passed));
            }
            if (wish.keys().isComplete()) {
                detached = true;
                talk.close();
                return;
            }
            typed = keyboard.read(() -> !ended);
        }
    }

    private void bytes() {
        byte[] chunk = new byte[CHUNK];
        InputStream in = desk.in();
        try {
            for (int count = in.read(chunk); count >= 0 && !ended; count = in.read(chunk)) {
                send(Frame.stdin(Arrays.copyOf(chunk, count)));
            }
        } catch (IOException e) {
            // what cannot be read is at its end
        }
        send(Frame.stdinClosed());
    }
}
