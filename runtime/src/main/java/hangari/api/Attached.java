package hangari.api;

import hangari.container.Container;
import hangari.container.ContainerSpec;
import hangari.container.Stdio;
import hangari.linux.Fd;
import hangari.linux.KernelException;
import hangari.linux.OpenFlag;
import hangari.linux.Pty;
import hangari.linux.TerminalMode;
import java.util.Set;

/** A box on a pseudo-terminal that is joined to ours: every key goes in, every byte comes out. */
final class Attached {
    private final Fd ours;
    private final Pty pty;

    private Attached(Fd ours, Pty pty) {
        this.ours = ours;
        this.pty = pty;
    }

    static Run run(ContainerSpec spec) {
        try (Fd ours = terminal();
                Pty pty = Pty.open()) {
            TerminalMode.copySize(ours, pty.terminal());
            TerminalMode mode = TerminalMode.of(ours);
            mode.raw();
            try {
                return new Attached(ours, pty).until(Container.on(stdio(pty), spec));
            } finally {
                mode.restore();
            }
        }
    }

    private static Fd terminal() {
        try {
            return Fd.open("/dev/tty", Set.of(OpenFlag.RDWR, OpenFlag.NOCTTY));
        } catch (KernelException e) {
            throw new IllegalStateException("there is no terminal here: use .run() instead", e);
        }
    }

    private static Stdio stdio(Pty pty) {
        return new Stdio(pty.terminal(), pty.terminal(), pty.terminal(), true);
    }

    private Run until(Container container) {
        pty.terminal().close();
        Thread output = copy("hangari-terminal-out", pty.master(), ours);
        Thread input = new TerminalInput(ours, pty.master(), container).start();
        try {
            return new Run(container, container.await());
        } finally {
            container.close();
            settle(output);
            settle(input);
        }
    }

    private static Thread copy(String name, Fd from, Fd to) {
        Thread thread = new Thread(
                () -> {
                    for (byte[] data = from.read(); data.length > 0; data = from.read()) {
                        to.write(data);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void settle(Thread thread) {
        try {
            thread.join(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
