package hangari.cli.container;

import hangari.linux.Fd;
import hangari.linux.KernelException;
import hangari.linux.TerminalMode;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The terminal that somebody sits at: raw for as long as all keys are meant for a container, and always restored. */
public final class UserTerminal {
    private static final int SLICE_MILLIS = 200;

    private final Fd terminal;
    private final TerminalMode before;
    private final Thread hook = new Thread(this::restore, "restore the terminal");
    private boolean raw;

    UserTerminal(Fd terminal) {
        this.terminal = terminal;
        this.before = TerminalMode.of(terminal);
    }

    /** The one at the standard input, if it is one. */
    public static Optional<UserTerminal> ofProcess() {
        try {
            return Optional.of(new UserTerminal(Fd.standard(0)));
        } catch (KernelException e) {
            return Optional.empty();
        }
    }

    /** Lets every key through. SIGTERM and SIGHUP end Java by its hooks, so they restore it as well. */
    public synchronized void raw() {
        Runtime.getRuntime().addShutdownHook(hook);
        raw = true;
        before.raw();
    }

    /** Puts it back as it was. */
    public void restore() {
        synchronized (this) {
            if (raw) {
                raw = false;
                before.restore();
            }
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending, and the hook with it
        }
    }

    /** How large its window is. */
    public TerminalMode.Size size() {
        return TerminalMode.size(terminal);
    }

    /**
     * What was typed, or nothing if it is not wanted any more or nobody can type. In slices: a key that is typed after
     * the end is left for whoever reads the terminal next. One that is hung up has no keys any more.
     */
    public byte[] read(BooleanSupplier wanted) {
        try {
            while (wanted.getAsBoolean()) {
                if (terminal.readable(SLICE_MILLIS) && wanted.getAsBoolean()) {
                    return terminal.read();
                }
            }
        } catch (KernelException e) {
            // it is gone, as after a hang-up
        }
        return new byte[0];
    }
}
