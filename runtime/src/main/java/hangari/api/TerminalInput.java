package hangari.api;

import hangari.container.Container;
import hangari.linux.Fd;
import hangari.linux.TerminalMode;

/** Passes keys on to a pseudo-terminal while a container lives, and the window's size whenever it changes. */
final class TerminalInput {
    private static final int SLICE_MILLIS = 50;

    private final Fd ours;
    private final Fd master;
    private final Container container;

    TerminalInput(Fd ours, Fd master, Container container) {
        this.ours = ours;
        this.master = master;
        this.container = container;
    }

    Thread start() {
        Thread thread = new Thread(this::pass, "hangari-terminal-in");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** In slices: a key that is typed after the end must be left for whoever reads the terminal next. */
    private void pass() {
        while (container.alive()) {
            if (ours.readable(SLICE_MILLIS) && container.alive()) {
                master.write(ours.read());
            }
            TerminalMode.copySize(ours, master);
        }
    }
}
