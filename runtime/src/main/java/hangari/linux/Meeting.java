package hangari.linux;

import java.util.List;

/** Where the child waits for the launcher: two pipes, one for "ready", one for "proceed". */
public final class Meeting implements AutoCloseable {
    private final Pipe ready = Pipe.open();
    private final Pipe proceed = Pipe.open();

    /** The step at which the child waits. */
    public ProcessStep.Rendezvous step() {
        return new ProcessStep.Rendezvous(ready.writer(), proceed.reader());
    }

    /**
     * What a child that inherits its descriptors needs. It has the end at which we let it go on as well: if we die, it
     * waits for ever, instead of taking the end of the file for a go.
     */
    List<Fd> ofTheChild() {
        return List.of(ready.writer(), proceed.reader(), proceed.writer());
    }

    /** Waits for the child; acts if it came, and in any case lets it go on. */
    void attend(Runnable action) {
        try {
            if (ready.reader().read()[0] == 'r') {
                action.run();
            }
        } finally {
            proceed.writer().write(new byte[] {'g'});
        }
    }

    /** Says that the child will not come any more; harmless if it has been there. */
    void over() {
        ready.writer().write(new byte[] {'o'});
    }

    @Override
    public void close() {
        ready.close();
        proceed.close();
    }

    /** A meeting, and what is done there. */
    public record Appointment(Meeting meeting, Action action) {
        /** Acts on the child that waits, whose PID is its own until it is let go on; if that fails it must not go on. */
        void keep(long pid) {
            try {
                action.at(pid);
            } catch (RuntimeException e) {
                OtherProcess.hold(pid).ifPresent(child -> {
                    try (child) {
                        child.signal(Signal.SIGKILL);
                    }
                });
                throw e;
            }
        }
    }

    /** What is done while the child waits. */
    @FunctionalInterface
    public interface Action {
        /** The child has this PID, and has done all that stands before the rendezvous. */
        void at(long pid);
    }
}
