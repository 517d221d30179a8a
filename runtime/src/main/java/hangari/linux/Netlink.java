package hangari.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A conversation with the kernel about one network namespace's links, addresses and routes. Source: {@code
 * netlink(7)}, {@code rtnetlink(7)}.
 *
 * <p>The socket belongs to the network namespace in which it was opened, whoever uses it and from wherever.
 */
public final class Netlink implements AutoCloseable {
    // linux/netlink.h: what a request asks for, and what an answer says of itself.
    private static final int NLM_F_REQUEST = 1;
    private static final int NLM_F_ACK = 4;
    private static final int NLM_F_DUMP_INTR = 0x10;
    private static final int NLMSG_ERROR = 2;
    private static final int NLMSG_DONE = 3;

    private static final int SOL_NETLINK = 270;
    private static final int NETLINK_CAP_ACK = 10;
    private static final int NETLINK_EXT_ACK = 11;
    private static final int AF_NETLINK = 16;
    private static final int MSG_TRUNC = 0x20;
    // linux/netlink.h, on NLMSG_GOODSIZE: a dump comes in pieces of at most 32 KiB if the reader has that much room.
    private static final int ROOM = 64 * 1024;
    private static final int MOST_DUMPS = 16;

    private final Fd socket;
    private int sequence;

    private Netlink(Fd socket) {
        this.socket = socket;
    }

    /** Speaks of the network namespace that the calling thread is in. */
    public static Netlink open() {
        return connected(new Fd((int) Kernel.perform(socket())));
    }

    /** Speaks of another network namespace. Throws {@link KernelException} if it may not be joined. */
    public static Netlink open(NetworkNamespace namespace) {
        return connected(namespace.netlinkSocket());
    }

    static Call socket() {
        return Call.of(
                Syscall.SOCKET,
                Arg.constant(AF_NETLINK, "AF_NETLINK"),
                Arg.constant(3 | 0x80000, "SOCK_RAW|SOCK_CLOEXEC"),
                Arg.constant(0, "NETLINK_ROUTE"));
    }

    private static Netlink connected(Fd socket) {
        try {
            // The default peer is the kernel (port 0), so that nobody else's messages are taken; this also binds.
            byte[] kernel = buffer(12).putShort((short) AF_NETLINK).array();
            Kernel.perform(Call.of(
                    Syscall.CONNECT,
                    Arg.number(socket.number()),
                    new Arg.Bytes(kernel, "{AF_NETLINK, kernel}"),
                    Arg.number(kernel.length)));
            option(socket, NETLINK_CAP_ACK, "NETLINK_CAP_ACK");
            option(socket, NETLINK_EXT_ACK, "NETLINK_EXT_ACK");
            return new Netlink(socket);
        } catch (KernelException e) {
            socket.close();
            throw e;
        }
    }

    /** Switches an option on; kernels before 4.12 do not know these, and say less when they refuse. */
    private static void option(Fd socket, int option, String name) {
        Kernel.perform(Call.of(
                        Syscall.SETSOCKOPT,
                        Arg.number(socket.number()),
                        Arg.constant(SOL_NETLINK, "SOL_NETLINK"),
                        Arg.constant(option, name),
                        new Arg.Bytes(buffer(4).putInt(1).array(), "[1]"),
                        Arg.number(4))
                .tolerating(Errno.ENOPROTOOPT));
    }

    /**
     * Sends a request and waits for all that the kernel has to say to it.
     *
     * @param text the request as a reader would write it; a refusal's line begins with it
     * @throws KernelException if it is refused
     */
    public synchronized List<NetlinkMessage> request(NetlinkMessage request, String text) {
        for (int i = 0; i < MOST_DUMPS; i++) {
            Answers answers = ask(request, text);
            // netlink(7): NLM_F_DUMP_INTR, "dump was inconsistent due to sequence change": ask again.
            if (!answers.torn) {
                return answers.messages;
            }
        }
        throw refused(request, text, Errno.EAGAIN, "");
    }

    private Answers ask(NetlinkMessage request, String text) {
        sequence++;
        byte[] bytes = request.bytes(NLM_F_REQUEST | NLM_F_ACK, sequence);
        Kernel.perform(Call.of(
                Syscall.SENDTO,
                Arg.number(socket.number()),
                new Arg.Bytes(bytes, request.type() + ", " + bytes.length + " bytes"),
                Arg.number(bytes.length),
                Arg.number(0),
                Arg.nothing(),
                Arg.number(0)));
        Answers answers = new Answers();
        while (!answers.complete) {
            ByteBuffer datagram = receive();
            while (datagram.remaining() >= NetlinkMessage.ENVELOPE) {
                read(next(datagram), request, text, answers);
            }
        }
        return answers;
    }

    private ByteBuffer receive() {
        Arg.Room room = new Arg.Room(ROOM, "buf");
        byte[][] data = {new byte[0]};
        // recv(2): with MSG_TRUNC the real length is returned, even if it was longer than the buffer.
        Call call = Call.of(
                Syscall.RECVFROM,
                Arg.number(socket.number()),
                room,
                Arg.number(ROOM),
                Arg.constant(MSG_TRUNC, "MSG_TRUNC"),
                Arg.nothing(),
                Arg.nothing());
        long length = Kernel.perform(
                call,
                (memory, layout) -> data[0] =
                        memory.getByteArray(layout.room(room), (int) Math.min(ROOM, memory.getLong(layout.result(0)))));
        if (length > ROOM) {
            throw new KernelException("recvfrom", call.text(), Errno.EMSGSIZE);
        }
        return ByteBuffer.wrap(data[0]).order(ByteOrder.nativeOrder());
    }

    /** The next message of a datagram, envelope and all. */
    private static ByteBuffer next(ByteBuffer datagram) {
        int start = datagram.position();
        int length = datagram.getInt(start);
        if (length < NetlinkMessage.ENVELOPE || length > datagram.remaining()) {
            throw new IllegalStateException(
                    "netlink message of length " + length + ", but " + datagram.remaining() + " bytes are left");
        }
        datagram.position(Math.min(datagram.limit(), start + Attributes.aligned(length)));
        return datagram.slice(start, length).order(ByteOrder.nativeOrder());
    }

    private void read(ByteBuffer message, NetlinkMessage request, String text, Answers answers) {
        if (message.getInt(8) != sequence) {
            return; // the rest of a dump that was given up
        }
        int type = message.getShort(4);
        answers.torn |= (message.getShort(6) & NLM_F_DUMP_INTR) != 0;
        if (type == NLMSG_ERROR || type == NLMSG_DONE) {
            answers.complete = true;
            ErrorReport.of(message, type == NLMSG_ERROR).ifPresent(report -> {
                throw refused(request, text, report.errno(), report.said());
            });
            return;
        }
        ByteBuffer body = message.slice(NetlinkMessage.ENVELOPE, message.limit() - NetlinkMessage.ENVELOPE);
        RouteMessage.of(type).ifPresent(known -> answers.messages.add(NetlinkMessage.read(known, body)));
    }

    private static KernelException refused(NetlinkMessage request, String text, Errno errno, String said) {
        String call = request.type().toString();
        return new KernelException(new Refusal(call, text, errno, said, Hints.of(call, errno)));
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
    }

    @Override
    public void close() {
        socket.close();
    }

    /** What has come so far. */
    private static final class Answers {
        final List<NetlinkMessage> messages = new ArrayList<>();
        boolean complete;
        boolean torn;
    }

    /** Why a request was refused, and the kernel's own words on it. */
    private record ErrorReport(Errno errno, String said) {
        private static final int NLM_F_ACK_TLVS = 0x200;
        private static final int NLMSGERR_ATTR_MSG = 1;
        private static final int ERROR = NetlinkMessage.ENVELOPE;

        /** Reads NLMSG_ERROR or NLMSG_DONE; empty if all is well. */
        static Optional<ErrorReport> of(ByteBuffer message, boolean echoesRequest) {
            int error = message.limit() >= ERROR + 4 ? message.getInt(ERROR) : 0;
            if (error >= 0) {
                return Optional.empty();
            }
            // netlink(7), struct nlmsgerr: the error, then the envelope of the request that caused it.
            int rest = ERROR + 4 + (echoesRequest ? NetlinkMessage.ENVELOPE : 0);
            boolean explained = (message.getShort(6) & NLM_F_ACK_TLVS) != 0 && message.limit() > rest;
            String said = explained
                    ? Attributes.read(message.slice(rest, message.limit() - rest))
                            .text(NLMSGERR_ATTR_MSG)
                            .orElse("")
                    : "";
            return Optional.of(new ErrorReport(Kernel.errno(error), said));
        }
    }
}
