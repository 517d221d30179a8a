package hangari.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What a guest's agent tells of a job: a header of 16 bytes (how many follow, what it is, of which job), and facts.
 *
 * @param id the job's number
 */
public record GuestReport(Kind kind, long id, ByteBuffer facts) {
    /** The size of what every report begins with. */
    public static final int HEADER = 16;

    /** More than this no report has: the port takes so much at once, so that two do not mix. */
    public static final int MOST = 32 * 1024 - HEADER;

    /** What is told. */
    public enum Kind {
        /** The agent takes jobs. */
        READY(0),
        /** The job's program was launched; the facts are what the kernel answered to it. */
        LAUNCHED(1),
        /** It has ended; the facts are how. */
        ENDED(2);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        private static Kind of(int number) {
            for (Kind kind : values()) {
                if (kind.number == number) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("a report of kind " + number);
        }
    }

    static byte[] header(Kind kind, long id, int facts) {
        return ByteBuffer.allocate(HEADER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(facts)
                .putInt(kind.number)
                .putLong(id)
                .array();
    }

    /**
     * How many bytes of facts follow a header.
     *
     * @throws IllegalArgumentException if no agent would say so
     */
    public static int facts(byte[] header) {
        int length = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getInt(0);
        if (length < 0 || length > MOST) {
            throw new IllegalArgumentException("a report of " + length + " bytes");
        }
        return length;
    }

    /** The report of a header and its facts. */
    public static GuestReport of(byte[] header, byte[] facts) {
        ByteBuffer words = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        return new GuestReport(
                Kind.of(words.getInt(4)),
                words.getLong(8),
                ByteBuffer.wrap(facts).order(ByteOrder.LITTLE_ENDIAN));
    }
}
