package hangari.linux;

/** Descriptors that refer to processes: unlike a PID, one never comes to mean another. */
public final class PidFd {
    private PidFd() {}

    /** Opens one. Throws {@link KernelException} with ESRCH if the process is gone. Source: {@code pidfd_open(2)}. */
    public static Fd open(long pid) {
        return new Fd((int) Kernel.perform(Call.of(Syscall.PIDFD_OPEN, Arg.number(pid), Arg.number(0))));
    }

    /** A copy of a process's own descriptor: the same open file. Source: {@code pidfd_getfd(2)}. */
    public static Fd take(Fd pidfd, int number) {
        return new Fd((int) Kernel.perform(
                Call.of(Syscall.PIDFD_GETFD, Arg.number(pidfd.number()), Arg.number(number), Arg.number(0))));
    }
}
