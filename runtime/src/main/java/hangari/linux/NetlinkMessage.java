package hangari.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

/**
 * One message of rtnetlink: its fixed header, then its attributes. Source: {@code rtnetlink(7)}.
 *
 * @param flags how a request is meant; empty in an answer
 * @param header the {@code struct ifinfomsg}, {@code ifaddrmsg} or {@code rtmsg}, in the machine's byte order
 */
public record NetlinkMessage(RouteMessage type, Set<NetlinkFlag> flags, ByteBuffer header, Attributes attributes) {
    /** The size of {@code struct nlmsghdr}: length, type, flags, sequence number, port. */
    static final int ENVELOPE = 16;

    public NetlinkMessage {
        flags = Set.copyOf(flags);
        header = header.rewind().slice().order(ByteOrder.nativeOrder());
        if (header.capacity() != type.headerSize()) {
            throw new IllegalArgumentException(
                    type + " has a header of " + type.headerSize() + " bytes, not " + header.capacity());
        }
    }

    /** An empty header for a message of this type. */
    public static ByteBuffer header(RouteMessage type) {
        return ByteBuffer.allocate(type.headerSize()).order(ByteOrder.nativeOrder());
    }

    /** Reads what follows the envelope of an answer. */
    static NetlinkMessage read(RouteMessage type, ByteBuffer body) {
        ByteBuffer header = body.slice(0, type.headerSize());
        ByteBuffer rest = body.slice(type.headerSize(), body.capacity() - type.headerSize());
        return new NetlinkMessage(type, Set.of(), header, Attributes.read(rest));
    }

    /** In its envelope. */
    byte[] bytes(long flagBits, int sequence) {
        byte[] rest = attributes.bytes();
        int length = ENVELOPE + header.capacity() + rest.length;
        return ByteBuffer.allocate(length)
                .order(ByteOrder.nativeOrder())
                .putInt(length)
                .putShort((short) type.number())
                .putShort((short) (flagBits | Flag.bits(flags)))
                .putInt(sequence)
                .putInt(0)
                .put(header.duplicate().rewind())
                .put(rest)
                .array();
    }
}
