package hangari.linux;

/** A descriptor that refers to a process which is not our child. Source: {@code pidfd_open(2)}, Linux 5.3. */
public record PidFd(Fd fd) implements AutoCloseable {
    /** Opens one. Throws {@link KernelException} with ESRCH if there is no such process. */
    public static PidFd open(long pid) {
        return new PidFd(new Fd((int) Kernel.perform(Call.of(Syscall.PIDFD_OPEN, Arg.number(pid), Arg.number(0)))));
    }

    @Override
    public void close() {
        fd.close();
    }
}
