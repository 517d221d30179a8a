package hangari.linux;

/**
 * Tells when a child that shared our memory has memory of its own.
 *
 * <p>That {@code clone3} with CLONE_VFORK returns is not enough: in {@code execve} the kernel first wakes who waits, and
 * changes the memory a little later (fs/exec.c, exec_mmap). Descriptors that are closed by {@code execve} are closed
 * later still. So the child inherits the writing end of a pipe, and when that is closed everywhere, it has come past.
 */
final class Parting implements AutoCloseable {
    private final Pipe pipe = Pipe.open();

    /** Waits until every child that was cloned since has parted from us; they may have ended, too. */
    void await() {
        pipe.writer().close();
        var end = pipe.reader().read();
        assert end.length == 0;
    }

    @Override
    public void close() {
        pipe.close();
    }
}
