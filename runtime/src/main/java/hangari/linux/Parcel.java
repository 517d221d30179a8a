package hangari.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/**
 * Hands an open descriptor to a process that is not listening yet: it lies in a socket until it is fetched, also when
 * the sender is gone. Source: {@code unix(7)}, SCM_RIGHTS.
 */
public final class Parcel implements AutoCloseable {
    static final int CONTROL = 24;

    private static final int MSG_DONTWAIT = 0x40;
    private static final int MSGHDR = 56;
    private static final int IOVEC = 16;

    private final SocketPair sockets = SocketPair.ofMessages();

    /** The end at which it is fetched. */
    Fd keepers() {
        return sockets.theirs();
    }

    /** Puts a copy of the descriptor in. */
    public void put(Fd fd) {
        // cmsg(3): struct cmsghdr is length, level, type; SOL_SOCKET and SCM_RIGHTS are both 1.
        byte[] control = ByteBuffer.allocate(CONTROL)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(20)
                .putInt(1)
                .putInt(1)
                .putInt(fd.number())
                .array();
        Arg data = new Arg.Bytes(new byte[] {'m'}, "\"m\"");
        Kernel.perform(Call.of(
                Syscall.SENDMSG,
                Arg.number(sockets.ours().number()),
                message(data, new Arg.Bytes(control, "SCM_RIGHTS [" + fd.number() + "]")),
                Arg.number(0)));
    }

    /** The call that fetches it into this control room, if there is one; it does not wait. */
    static Call fetch(Fd from, Arg.Room control) {
        return Call.of(
                        Syscall.RECVMSG,
                        Arg.number(from.number()),
                        message(new Arg.Room(1, "buf"), control),
                        Arg.constant(MSG_DONTWAIT, "MSG_DONTWAIT"))
                .tolerating(Errno.EAGAIN);
    }

    /** The descriptor's number, from the control room; 0 if none came. */
    static int fetched(ByteBuffer control) {
        return control.getInt(8) == 1 && control.getInt(12) == 1 ? control.getInt(16) : 0;
    }

    /** recvmsg(2): struct msghdr is name, its length, iov, its length, control, its length, flags. */
    private static Arg message(Arg data, Arg control) {
        byte[] iovec = ByteBuffer.allocate(IOVEC)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(8, 1)
                .array();
        byte[] msghdr = ByteBuffer.allocate(MSGHDR)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(24, 1)
                .putLong(40, CONTROL)
                .array();
        Arg vector = new Arg.Struct(ByteBuffer.wrap(iovec), Map.of(0, data), "[1]");
        return new Arg.Struct(ByteBuffer.wrap(msghdr), Map.of(16, vector, 32, control), "{one descriptor}");
    }

    @Override
    public void close() {
        sockets.close();
    }
}
