package hangari.linux;

import java.util.Optional;

/** A process that we cloned, held by a pidfd: its PID cannot be mistaken for another's. */
public final class Child implements AutoCloseable {
    private static final int P_PIDFD = 3;
    private static final int WEXITED = 4;
    private static final int WNOHANG = 1;
    private static final int SLICE_MILLIS = 50;

    private final long pid;
    private final Fd pidfd;
    private Optional<Ending> ending = Optional.empty();

    Child(long pid, Fd pidfd) {
        this.pid = pid;
        this.pidfd = pidfd;
    }

    /** Its PID in this process's PID namespace. */
    public long pid() {
        return pid;
    }

    /** The descriptor that refers to it. */
    public Fd pidfd() {
        return pidfd;
    }

    /** Waits for its end and reaps it. */
    public Ending await() {
        // In slices, so that a thread that is to be stopped gets back into Java now and then.
        Optional<Ending> end = poll();
        while (end.isEmpty()) {
            Poll.readable(pidfd, SLICE_MILLIS);
            end = poll();
        }
        return end.get();
    }

    /** Its ending, if it has come; it is then reaped. */
    public synchronized Optional<Ending> poll() {
        if (ending.isEmpty()) {
            // waitid(2): P_PIDFD waits for this child alone; the JDK's own children are not touched.
            Arg.Room info = new Arg.Room(128, "info");
            Call call = Call.of(
                    Syscall.WAITID,
                    Arg.number(P_PIDFD),
                    Arg.number(pidfd.number()),
                    info,
                    Arg.number(WEXITED | WNOHANG),
                    Arg.nothing());
            Kernel.perform(call, (memory, layout) -> {
                int at = layout.room(info);
                ending = Ending.of(memory.getInt(at), memory.getInt(at + 8), memory.getInt(at + 24));
            });
            ending.ifPresent(end -> pidfd.close());
        }
        return ending;
    }

    /** Sends a signal; returns false if it has ended already. Source: {@code pidfd_send_signal(2)}. */
    public synchronized boolean signal(Signal signal) {
        return ending.isEmpty() && PidFd.signal(pidfd, signal);
    }

    /** Ends it, if it has not ended, and reaps it. */
    @Override
    public void close() {
        if (poll().isEmpty()) {
            signal(Signal.SIGKILL);
            await();
        }
    }
}
