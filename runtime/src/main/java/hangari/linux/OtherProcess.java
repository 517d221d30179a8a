package hangari.linux;

import java.util.Optional;

/** A process that is not our child, held by a pidfd: while it is held, its PID cannot come to mean another. */
public final class OtherProcess implements AutoCloseable {
    private final long pid;
    private final Fd pidfd;

    private OtherProcess(long pid, Fd pidfd) {
        this.pid = pid;
        this.pidfd = pidfd;
    }

    /**
     * The process that has this PID now; empty if none has. Look at it again once it is held: it may be another than the
     * one that was meant. Source: {@code pidfd_open(2)}.
     */
    public static Optional<OtherProcess> hold(long pid) {
        return PidFd.find(pid).map(pidfd -> new OtherProcess(pid, pidfd));
    }

    /** Its PID. */
    public long pid() {
        return pid;
    }

    /** The descriptor that refers to it; it becomes readable at its end. */
    public Fd pidfd() {
        return pidfd;
    }

    /** Sends a signal; false if it has ended. Source: {@code pidfd_send_signal(2)}. */
    public boolean signal(Signal signal) {
        return PidFd.signal(pidfd, signal);
    }

    /** Waits for its end, not longer than this; says whether it came. pidfd_open(2): it is readable then. */
    public boolean ended(int millis) {
        return pidfd.readable(millis);
    }

    @Override
    public void close() {
        pidfd.close();
    }
}
