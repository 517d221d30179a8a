package hangari.linux;

import java.util.Set;

/** A pipe with a name: what is in it waits there as long as somebody has it open. Source: fifo(7). */
public final class Fifo {
    private static final int S_IFIFO = 0010000;
    private static final int SPLICE_F_MOVE = 1;
    private static final int SPLICE_F_NONBLOCK = 2;

    private Fifo() {}

    /** Makes one, for its owner alone. Source: {@code mkfifo(3)}. */
    public static void make(String path) {
        Kernel.perform(Call.of(Syscall.MKNODAT, Step.CWD, Arg.str(path), Arg.octal(S_IFIFO | 0600), Arg.number(0)));
    }

    /** Opens both ends at once, which waits for nobody. */
    public static Fd hold(String path) {
        return Fd.open(path, Set.of(OpenFlag.RDWR));
    }

    /**
     * Moves what waits in a pipe into a file, in one call: whenever this process is killed, every byte is either still in
     * the pipe or in the file, and in none of them twice. Source: {@code splice(2)}.
     *
     * @param position where in the file
     * @return how many bytes; 0 if nobody will write any more, -1 if nothing waits there now
     */
    public static long move(Fd pipe, Fd file, long position, int most) {
        byte[] offset = java.nio.ByteBuffer.allocate(Long.BYTES)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .putLong(position)
                .array();
        Call call = Call.of(
                        Syscall.SPLICE,
                        Arg.number(pipe.number()),
                        Arg.nothing(),
                        Arg.number(file.number()),
                        new Arg.Bytes(offset, "[" + position + "]"),
                        Arg.number(most),
                        Arg.constant(SPLICE_F_MOVE | SPLICE_F_NONBLOCK, "SPLICE_F_MOVE|SPLICE_F_NONBLOCK"))
                .tolerating(Errno.EAGAIN);
        return Math.max(-1, Kernel.perform(call));
    }

    /**
     * Moves what a terminal says into a pipe with room for it; returns how many bytes, -1 if there is nothing or no room,
     * 0 at the end.
     *
     * <p>Like {@link #move}, this loses nothing when this process is killed. Source: {@code splice(2)}, and {@code pty(7)}
     * for the EIO of a terminal that nobody has open any more.
     */
    public static long fill(Fd terminal, Fd pipe, int most) {
        Call call = Call.of(
                        Syscall.SPLICE,
                        Arg.number(terminal.number()),
                        Arg.nothing(),
                        Arg.number(pipe.number()),
                        Arg.nothing(),
                        Arg.number(most),
                        Arg.constant(SPLICE_F_NONBLOCK, "SPLICE_F_NONBLOCK"))
                .tolerating(Errno.EAGAIN);
        long result = Kernel.attempt(call, (memory, layout) -> {});
        if (!Kernel.refused(result)) {
            return result;
        }
        return switch (Kernel.errno(result)) {
            case EAGAIN -> -1;
            case EIO -> 0;
            default -> throw new KernelException(call.syscall().toString(), call.text(), Kernel.errno(result));
        };
    }

    /** Lets everybody open it who finds it. Source: {@code fchmod(2)}. */
    public static void open(Fd pipe) {
        Kernel.perform(Call.of(Syscall.FCHMOD, Arg.number(pipe.number()), Arg.octal(0666)));
    }

    /** Gives the pipe to the user who will write to it, so that it can be opened by way of {@code /dev/stdout}. */
    public static void give(Fd pipe, long uid, long gid) {
        Kernel.perform(Call.of(Syscall.FCHOWN, Arg.number(pipe.number()), Arg.number(uid), Arg.number(gid)));
    }
}
