package hangari.linux;

import java.util.Optional;

/** Descriptors that refer to processes: unlike a PID, one never comes to mean another. */
public final class PidFd {
    private PidFd() {}

    /** Opens one. Throws {@link KernelException} with ESRCH if the process is gone. Source: {@code pidfd_open(2)}. */
    public static Fd open(long pid) {
        return new Fd((int) Kernel.perform(Call.of(Syscall.PIDFD_OPEN, Arg.number(pid), Arg.number(0))));
    }

    /** Opens one, if there is such a process. Source: {@code pidfd_open(2)}. */
    static Optional<Fd> find(long pid) {
        long result = Kernel.perform(
                Call.of(Syscall.PIDFD_OPEN, Arg.number(pid), Arg.number(0)).tolerating(Errno.ESRCH));
        return Kernel.refused(result) ? Optional.empty() : Optional.of(new Fd((int) result));
    }

    /** Sends a signal; false if the process has ended. Source: {@code pidfd_send_signal(2)}. */
    static boolean signal(Fd pidfd, Signal signal) {
        Call call = Call.of(
                        Syscall.PIDFD_SEND_SIGNAL,
                        Arg.number(pidfd.number()),
                        Arg.constant(signal.number(), signal.name()),
                        Arg.nothing(),
                        Arg.number(0))
                .tolerating(Errno.ESRCH);
        return Kernel.perform(call) == 0;
    }

    /** A copy of a process's own descriptor: the same open file. Source: {@code pidfd_getfd(2)}. */
    public static Fd take(Fd pidfd, int number) {
        return new Fd((int) Kernel.perform(
                Call.of(Syscall.PIDFD_GETFD, Arg.number(pidfd.number()), Arg.number(number), Arg.number(0))));
    }
}
