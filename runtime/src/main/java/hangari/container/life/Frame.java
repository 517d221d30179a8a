package hangari.container.life;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A piece of a conversation. On the wire it has the head that Docker gives to pieces of output: one byte that says which
 * stream, three that are zero, and four that say how many bytes follow.
 */
public record Frame(Kind kind, ByteBuffer data) {
    /** How long the head is. */
    public static final int HEAD = 8;
    /** How much a frame may carry. */
    public static final int LONGEST = 64 * 1024;

    /** The streams; the numbers of the first three are Docker's. */
    public enum Kind {
        STDIN(0),
        STDOUT(1),
        STDERR(2),
        /** Something that the supervisor has to say, as text. */
        NOTICE(3),
        /** It has ended; the data is its status as decimal figures. */
        EXIT(4),
        /** There will be no more input. */
        STDIN_CLOSED(5),
        /** The window has another size: {@code ROWS COLUMNS} as decimal figures. */
        RESIZE(6),
        /** A signal for the process, by name. */
        SIGNAL(7);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        /** The first byte of its head. */
        public int number() {
            return number;
        }

        /** The stream with this number, if there is one. */
        public static Optional<Kind> numbered(int number) {
            return Arrays.stream(values()).filter(kind -> kind.number == number).findFirst();
        }
    }

    public Frame {
        data = data.asReadOnlyBuffer();
        if (data.remaining() > LONGEST) {
            throw new IllegalArgumentException(
                    data.remaining() + " bytes are too long for one frame: at most " + LONGEST);
        }
    }

    public static Frame of(Kind kind, byte[] data) {
        return new Frame(kind, ByteBuffer.wrap(data));
    }

    public static Frame text(Kind kind, String text) {
        return of(kind, text.getBytes(StandardCharsets.UTF_8));
    }

    public static Frame stdin(byte[] data) {
        return of(Kind.STDIN, data);
    }

    public static Frame stdinClosed() {
        return of(Kind.STDIN_CLOSED, new byte[0]);
    }

    public static Frame exit(int code) {
        return text(Kind.EXIT, Integer.toString(code));
    }

    public static Frame resize(int rows, int columns) {
        return text(Kind.RESIZE, rows + " " + columns);
    }

    public static Frame signal(String name) {
        return text(Kind.SIGNAL, name);
    }

    /** What it carries, as text. */
    public String text() {
        return StandardCharsets.UTF_8.decode(data.duplicate()).toString();
    }

    /** What it carries. */
    public byte[] bytes() {
        byte[] copy = new byte[data.remaining()];
        data.duplicate().get(copy);
        return copy;
    }

    /** The head on the wire. */
    public byte[] head() {
        return ByteBuffer.allocate(HEAD)
                .putInt(kind.number << 24)
                .putInt(data.remaining())
                .array();
    }
}
