package hangari.linux;

import java.util.Set;

/** An open file descriptor of this process; closing it twice is harmless. */
public final class Fd implements AutoCloseable {
    private static final int CHUNK = 32 * 1024;

    private final int number;
    private boolean closed;

    Fd(int number) {
        this.number = number;
    }

    /** Opens a file; the descriptor does not survive {@code execve}. Source: {@code open(2)}. */
    public static Fd open(String path, Set<OpenFlag> flags) {
        long bits = Flag.bits(flags) | OpenFlag.CLOEXEC.bits();
        Arg argument = new Arg.Word(bits, Flag.text(flags) + "|O_CLOEXEC");
        return new Fd(
                (int) Kernel.perform(Call.of(Syscall.OPENAT, Step.CWD, Arg.str(path), argument, Arg.octal(0644))));
    }

    /** The standard descriptor 0, 1 or 2 of this process. Do not close it. */
    public static Fd standard(int number) {
        return new Fd(number);
    }

    /** The number, for a call's argument. */
    int number() {
        return number;
    }

    /** Its number as a program that is given it wants it, see {@link DescriptorStep.Keep}; also below {@code /proc/self/fd}. */
    public String inherited() {
        return Integer.toString(number);
    }

    /** Reads what is there, at most 32 KiB; an empty array is the end. Waits while there is nothing. */
    public byte[] read() {
        Arg.Room room = new Arg.Room(CHUNK, "buf");
        byte[][] data = {new byte[0]};
        Call call = Call.of(Syscall.READ, Arg.number(number), room, Arg.number(CHUNK))
                // pty(7): reading the master when no slave is open any more is the end of the file.
                .tolerating(Errno.EIO);
        Kernel.perform(
                call,
                (memory, layout) ->
                        data[0] = memory.getByteArray(layout.room(room), (int) memory.getLong(layout.result(0))));
        return data[0];
    }

    /** Whether something can be read within this time. */
    public boolean readable(int millis) {
        return Poll.readable(this, millis);
    }

    /** Writes all of the bytes. Throws {@link KernelException} with EPIPE if nobody can read them. */
    public void write(byte[] bytes) {
        int written = 0;
        while (written < bytes.length) {
            byte[] rest = java.util.Arrays.copyOfRange(bytes, written, Math.min(bytes.length, written + CHUNK));
            written += (int) Kernel.perform(Call.of(
                    Syscall.WRITE,
                    Arg.number(number),
                    new Arg.Bytes(rest, rest.length + " bytes"),
                    Arg.number(rest.length)));
        }
    }

    /** Writes all of the bytes at a place of a file. Source: {@code pwrite(2)}. */
    public void write(byte[] bytes, long position) {
        int written = 0;
        while (written < bytes.length) {
            byte[] rest = java.util.Arrays.copyOfRange(bytes, written, Math.min(bytes.length, written + CHUNK));
            written += (int) Kernel.perform(Call.of(
                    Syscall.PWRITE64,
                    Arg.number(number),
                    new Arg.Bytes(rest, rest.length + " bytes"),
                    Arg.number(rest.length),
                    Arg.number(position + written)));
        }
    }

    /**
     * Writes what there is room for now, of bytes from an index on; returns how many that were. It must not be one that
     * waits ({@link OpenFlag#NONBLOCK}).
     */
    public int offer(byte[] bytes, int from) {
        byte[] rest = java.util.Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + CHUNK));
        Call call = Call.of(
                        Syscall.WRITE,
                        Arg.number(number),
                        new Arg.Bytes(rest, rest.length + " bytes"),
                        Arg.number(rest.length))
                .tolerating(Errno.EAGAIN);
        return (int) Math.max(0, Kernel.perform(call));
    }

    /** Whether something can be written within this time. */
    public boolean writable(int millis) {
        return Poll.writable(this, millis);
    }

    /** From here on, reading and writing do not wait, for all who share this open file. Source: {@code fcntl(2)}. */
    public void doNotWait() {
        long flags =
                Kernel.perform(Call.of(Syscall.FCNTL, Arg.number(number), Arg.constant(3, "F_GETFL"), Arg.number(0)));
        Kernel.perform(Call.of(
                Syscall.FCNTL,
                Arg.number(number),
                Arg.constant(4, "F_SETFL"),
                Arg.number(flags | OpenFlag.NONBLOCK.bits())));
    }

    @Override
    public synchronized void close() {
        if (!closed && number > 2) {
            closed = true;
            Kernel.attempt(Call.of(Syscall.CLOSE, Arg.number(number)), (memory, layout) -> {});
        }
    }
}
