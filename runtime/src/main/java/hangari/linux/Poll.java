package hangari.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Waits until a descriptor has something to say. Source: {@code poll(2)}. */
final class Poll {
    private static final int SIZE = 8;
    private static final short POLLIN = 1;
    private static final short POLLOUT = 4;
    private static final long NANOS = 1_000_000L;

    private Poll() {}

    /** Whether the descriptor became readable within this time. */
    static boolean readable(Fd fd, int millis) {
        return ready(fd, POLLIN, millis);
    }

    /** Whether something could be written to the descriptor within this time, or nobody will read any more. */
    static boolean writable(Fd fd, int millis) {
        return ready(fd, POLLOUT, millis);
    }

    private static boolean ready(Fd fd, short events, int millis) {
        byte[] pollfd = new byte[SIZE];
        little(pollfd).putInt(0, fd.number()).putShort(4, events);
        byte[] timeout = new byte[2 * SIZE];
        // timespec(3type): tv_nsec is [0, 999'999'999].
        little(timeout).putLong(0, millis / 1000).putLong(8, millis % 1000 * NANOS);
        return Kernel.perform(Call.of(
                        Syscall.PPOLL,
                        new Arg.Bytes(pollfd, "[" + fd.number() + "]"),
                        Arg.number(1),
                        new Arg.Bytes(timeout, millis + " ms"),
                        Arg.nothing(),
                        Arg.number(SIZE)))
                > 0;
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
