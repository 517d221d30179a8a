package hangari.network.dns;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A question to the responder, read from a message that may be anything. Source: RFC 1035, 4.1.
 *
 * @param id by which the asker knows the answer
 * @param recursionDesired repeated in the answer
 * @param name in lower case, without the dot at the end
 * @param type such as {@link RecordType#A}
 * @param question the question as it came, to be repeated to the letter
 * @param room how many bytes an answer by datagram may have
 */
record Query(int id, boolean recursionDesired, String name, int type, int dnsClass, ByteBuffer question, int room) {
    static final int HEADER = 12;
    static final int QR = 0x8000;
    static final int RD = 0x0100;
    /** RFC 1035, 2.3.4: "names 255 octets or less", "UDP messages 512 octets or less". */
    private static final int LONGEST_NAME = 255;

    static final int SMALLEST_ROOM = 512;
    /** What passes a network of Ethernets in one piece; DNS flag day 2020. */
    static final int LARGEST_ROOM = 1232;

    private static final int LONGEST_LABEL = 63;

    /** Reads a message. */
    static Query read(byte[] message) throws BadQueryException {
        if (message.length < HEADER) {
            throw bad("the header is cut off");
        }
        ByteBuffer bytes = ByteBuffer.wrap(message);
        int id = Short.toUnsignedInt(bytes.getShort(0));
        int flags = Short.toUnsignedInt(bytes.getShort(2));
        if ((flags & QR) != 0) {
            throw bad("it is an answer");
        }
        if ((flags >> 11 & 0xf) != 0) {
            throw new BadQueryException(Verdict.NOTIMP, "it is not a standard query");
        }
        if (bytes.getShort(4) != 1) {
            throw bad("it has not one question"); // nobody asks more: RFC 9619, "QDCOUNT must not be greater than 1"
        }
        bytes.position(HEADER);
        String name = name(bytes);
        if (bytes.remaining() < 4) {
            throw bad("the question is cut off");
        }
        int type = Short.toUnsignedInt(bytes.getShort());
        int dnsClass = Short.toUnsignedInt(bytes.getShort());
        ByteBuffer question = bytes.slice(HEADER, bytes.position() - HEADER).asReadOnlyBuffer();
        return new Query(id, (flags & RD) != 0, name, type, dnsClass, question, room(bytes));
    }

    /** The question of a message that came as an answer; empty if there is none to be read. */
    static ByteBuffer questionOf(byte[] answer) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(answer);
            bytes.position(Math.min(HEADER, answer.length));
            name(bytes);
            return bytes.remaining() < 4 ? ByteBuffer.allocate(0) : bytes.slice(HEADER, bytes.position() + 4 - HEADER);
        } catch (BadQueryException e) {
            return ByteBuffer.allocate(0);
        }
    }

    private static String name(ByteBuffer bytes) throws BadQueryException {
        StringBuilder name = new StringBuilder();
        int start = bytes.position();
        while (true) {
            int length = bytes.hasRemaining() ? Byte.toUnsignedInt(bytes.get()) : -1;
            if (length == 0) {
                return name.toString();
            }
            // RFC 1035, 4.1.4: a pointer points to "a prior occurance of the same name", and before the first
            // name there is none; so here each pointer is a trap.
            if (length < 0 || length > LONGEST_LABEL || length > bytes.remaining()) {
                throw bad("the name is cut off, or has a pointer or an unknown kind of label");
            }
            if (bytes.position() + length + 1 - start > LONGEST_NAME) {
                throw bad("the name is longer than " + LONGEST_NAME + " bytes");
            }
            name.append(name.isEmpty() ? "" : ".").append(label(bytes, length));
        }
    }

    /** A label as text; a byte that is no letter of a host's name, such as a dot, becomes one that no name of ours has. */
    private static String label(ByteBuffer bytes, int length) {
        byte[] label = new byte[length];
        bytes.get(label);
        return new String(label, StandardCharsets.ISO_8859_1)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9_-]", "?");
    }

    // RFC 6891, 6.1.2: an OPT record's CLASS is the asker's room. It follows the question, if nothing else does.
    private static int room(ByteBuffer rest) {
        boolean edns = rest.remaining() >= 11
                && rest.get(rest.position()) == 0
                && Short.toUnsignedInt(rest.getShort(rest.position() + 1)) == RecordType.OPT;
        int asked = edns ? Short.toUnsignedInt(rest.getShort(rest.position() + 3)) : SMALLEST_ROOM;
        return Math.max(SMALLEST_ROOM, Math.min(LARGEST_ROOM, asked));
    }

    private static BadQueryException bad(String why) {
        return new BadQueryException(Verdict.FORMERR, why);
    }
}
