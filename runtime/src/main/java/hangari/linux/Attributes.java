package hangari.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The attributes of a netlink message, by number; immutable.
 *
 * <p>rtnetlink(7): each is a {@code struct rtattr}, a length (with its own four bytes) and a type of two bytes each,
 * then the value, padded to four bytes. A value may be attributes again.
 */
public final class Attributes {
    /** None. */
    public static final Attributes NONE = new Attributes(Map.of());

    private static final int HEADER = 4;
    // linux/netlink.h, NLA_TYPE_MASK: the two highest bits say "nested" and "network byte order".
    private static final int TYPE = 0x3fff;

    private final Map<Integer, byte[]> values;

    private Attributes(Map<Integer, byte[]> values) {
        this.values = values;
    }

    /** Reads all that follow in a buffer. */
    public static Attributes read(ByteBuffer from) {
        ByteBuffer bytes = from.slice().order(ByteOrder.nativeOrder());
        Map<Integer, byte[]> values = new LinkedHashMap<>();
        while (bytes.remaining() >= HEADER) {
            int start = bytes.position();
            int length = Short.toUnsignedInt(bytes.getShort());
            int type = Short.toUnsignedInt(bytes.getShort()) & TYPE;
            if (length < HEADER || length > bytes.limit() - start) {
                throw new IllegalArgumentException("attribute " + type + " has length " + length + ", but "
                        + (bytes.limit() - start) + " are left");
            }
            byte[] value = new byte[length - HEADER];
            bytes.get(value);
            values.put(type, value);
            bytes.position(Math.min(bytes.limit(), start + aligned(length)));
        }
        return new Attributes(values);
    }

    /** These and one more. */
    public Attributes with(int type, byte[] value) {
        Map<Integer, byte[]> more = new LinkedHashMap<>(values);
        more.put(type, value.clone());
        return new Attributes(more);
    }

    /** With a number of 32 bits. */
    public Attributes with(int type, int number) {
        byte[] value = new byte[Integer.BYTES];
        ByteBuffer.wrap(value).order(ByteOrder.nativeOrder()).putInt(number);
        return with(type, value);
    }

    /** With a string, which netlink ends with a NUL. */
    public Attributes with(int type, String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a NUL character in \"" + text.replace("\0", "\\0") + "\"");
        }
        return with(type, (text + "\0").getBytes(StandardCharsets.UTF_8));
    }

    /** With attributes below it. */
    public Attributes with(int type, Attributes nested) {
        return with(type, nested.bytes());
    }

    /** With the descriptor of an open network namespace. */
    public Attributes with(int type, NetworkNamespace namespace) {
        return with(type, namespace.file().number());
    }

    /** The value of one. */
    public Optional<byte[]> bytes(int type) {
        return Optional.ofNullable(values.get(type)).map(byte[]::clone);
    }

    /** The value of one that is a number of 32 bits. */
    public OptionalInt number(int type) {
        byte[] value = values.get(type);
        return value == null || value.length < Integer.BYTES
                ? OptionalInt.empty()
                : OptionalInt.of(
                        ByteBuffer.wrap(value).order(ByteOrder.nativeOrder()).getInt());
    }

    /** The value of one that is a string. */
    public Optional<String> text(int type) {
        return bytes(type).map(value -> new String(value, StandardCharsets.UTF_8).replaceAll("\0.*$", ""));
    }

    /** The attributes below one; none if it is not there. */
    public Attributes nested(int type) {
        return bytes(type).map(value -> read(ByteBuffer.wrap(value))).orElse(NONE);
    }

    /** As the kernel reads them. */
    public byte[] bytes() {
        int size = values.values().stream()
                .mapToInt(value -> aligned(HEADER + value.length))
                .sum();
        byte[] whole = new byte[size];
        ByteBuffer bytes = ByteBuffer.wrap(whole).order(ByteOrder.nativeOrder());
        values.forEach((type, value) -> {
            int start = bytes.position();
            bytes.putShort((short) (HEADER + value.length))
                    .putShort((short) (int) type)
                    .put(value);
            bytes.position(start + aligned(HEADER + value.length));
        });
        return whole;
    }

    static int aligned(int length) {
        return (length + 3) & ~3;
    }
}
