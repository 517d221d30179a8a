package hangari.linux;

/**
 * Two sockets that are connected to each other, and to nobody else: what is written to one is read from the other.
 * Source: {@code socketpair(2)}.
 */
public record SocketPair(Fd ours, Fd theirs) implements AutoCloseable {
    private static final int AF_UNIX = 1;
    private static final int SOCK_CLOEXEC = 0x80000;

    /** Opens a pair of streams whose ends do not survive {@code execve}. */
    public static SocketPair open() {
        return open(1 | SOCK_CLOEXEC, "SOCK_STREAM|SOCK_CLOEXEC");
    }

    /** The same for messages, each of which stays whole. */
    static SocketPair ofMessages() {
        return open(2 | SOCK_CLOEXEC, "SOCK_DGRAM|SOCK_CLOEXEC");
    }

    private static SocketPair open(int type, String text) {
        Arg.Room pair = new Arg.Room(8, "sv");
        int[] ends = new int[2];
        Kernel.perform(
                Call.of(
                        Syscall.SOCKETPAIR,
                        Arg.constant(AF_UNIX, "AF_UNIX"),
                        Arg.constant(type, text),
                        Arg.number(0),
                        pair),
                (memory, layout) -> {
                    ends[0] = memory.getInt(layout.room(pair));
                    ends[1] = memory.getInt(layout.room(pair) + 4);
                });
        return new SocketPair(new Fd(ends[0]), new Fd(ends[1]));
    }

    @Override
    public void close() {
        ours.close();
        theirs.close();
    }
}
