package hangari.network.dns;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Writes answers. Source: RFC 1035, 4.1. */
final class Answer {
    private static final int AA = 0x0400;
    private static final int TC = 0x0200;
    private static final int RA = 0x0080;
    /** RFC 1035, 4.1.4: a pointer to offset 12, where the question has its name. */
    private static final short NAME_OF_THE_QUESTION = (short) 0xc00c;
    /** In seconds; a container that is started again has another address. */
    private static final int TTL = 5;

    private Answer() {}

    /** What a message that cannot be read is told; empty if there is nobody to tell. */
    static Optional<byte[]> unreadable(byte[] message, Verdict verdict) {
        // RFC 1035, 4.1.1: to an answer there is no answer, or two responders would go on for ever.
        if (message.length < Query.HEADER || (message[2] & 0x80) != 0) {
            return Optional.empty();
        }
        ByteBuffer header = ByteBuffer.allocate(Query.HEADER);
        header.put(message, 0, 2).putShort((short) (Query.QR | (message[2] & 0x79) << 8 | RA | verdict.code()));
        return Optional.of(header.array());
    }

    static byte[] of(Query query, Verdict verdict) {
        return of(query, verdict, List.of(), Integer.MAX_VALUE);
    }

    /**
     * An answer with the data of records, each of the type that was asked for.
     *
     * @param room if it gets longer, the records are left out, and the asker comes again by TCP
     */
    static byte[] of(Query query, Verdict verdict, List<byte[]> records, int room) {
        int size = Query.HEADER
                + query.question().remaining()
                + records.stream().mapToInt(data -> 12 + data.length).sum();
        boolean cut = size > room;
        ByteBuffer answer =
                ByteBuffer.allocate(cut ? Query.HEADER + query.question().remaining() : size);
        int flags = Query.QR | AA | RA | (cut ? TC : 0) | (query.recursionDesired() ? Query.RD : 0);
        answer.putShort((short) query.id())
                .putShort((short) (flags | verdict.code()))
                .putShort((short) 1)
                .putShort((short) (cut ? 0 : records.size()))
                .putInt(0)
                .put(query.question().duplicate());
        for (byte[] data : cut ? List.<byte[]>of() : records) {
            answer.putShort(NAME_OF_THE_QUESTION)
                    .putShort((short) query.type())
                    .putShort((short) RecordType.INTERNET)
                    .putInt(TTL)
                    .putShort((short) data.length)
                    .put(data);
        }
        return answer.array();
    }

    /** A name as data of a record, without compression. */
    static byte[] name(String name) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String label : name.split("\\.", -1)) {
            byte[] text = label.getBytes(StandardCharsets.US_ASCII);
            bytes.write(text.length);
            bytes.writeBytes(text);
        }
        bytes.write(0);
        return bytes.toByteArray();
    }
}
