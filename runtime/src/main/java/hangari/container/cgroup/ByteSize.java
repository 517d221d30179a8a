package hangari.container.cgroup;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of memory, written as docker takes it.
 *
 * <pre>{@code
 * ByteSize.parse("64m").bytes(); // 67108864
 * ByteSize.parse("1.5GiB").toString(); // "1536m"
 * }</pre>
 *
 * @param bytes the amount, or -1 for no limit
 */
public record ByteSize(long bytes) implements Comparable<ByteSize> {
    /** As much as there is. */
    public static final ByteSize UNLIMITED = new ByteSize(-1);

    private static final String UNITS = "bkmgtp";
    // docker-run(1), --memory: "<number>[<unit>]". Every unit is a power of 1024, with or without the "i".
    private static final Pattern FORM =
            Pattern.compile("(\\d+(?:\\.\\d+)?) ?(?:([kmgtp])?i?b?)", Pattern.CASE_INSENSITIVE);

    public ByteSize {
        if (bytes < -1) {
            throw new IllegalArgumentException(bytes + " bytes is no size: write a number that is not negative");
        }
    }

    /**
     * Reads a size: a number, perhaps with a fraction, and one of b, k, m, g, t, p in either case; bytes without one.
     *
     * @throws IllegalArgumentException with the remedy, if it is not written so or does not fit 63 bits
     */
    public static ByteSize parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no size: write a number and one of b, k, m, g, such as 64m");
        }
        int power = matcher.group(2) == null
                ? 0
                : UNITS.indexOf(Character.toLowerCase(matcher.group(2).charAt(0)));
        BigDecimal bytes = new BigDecimal(matcher.group(1)).multiply(new BigDecimal(1L << (10 * power)));
        if (bytes.compareTo(new BigDecimal(Long.MAX_VALUE)) > 0) {
            throw new IllegalArgumentException("\"" + text + "\" is more than any machine has: write a smaller size");
        }
        return new ByteSize(bytes.longValue());
    }

    /** Whether there is no limit. */
    public boolean unlimited() {
        return bytes == -1;
    }

    /** Twice as much. */
    public ByteSize doubled() {
        return unlimited() || bytes > Long.MAX_VALUE / 2 ? UNLIMITED : new ByteSize(2 * bytes);
    }

    /** By amount; no limit is the greatest. */
    @Override
    public int compareTo(ByteSize other) {
        return Long.compareUnsigned(bytes, other.bytes);
    }

    /** In the greatest unit that leaves no fraction, such as {@code 64m}; {@code unlimited} for no limit. */
    @Override
    public String toString() {
        if (unlimited()) {
            return "unlimited";
        }
        int power = 0;
        long amount = bytes;
        while (amount != 0 && amount % 1024 == 0 && power < UNITS.length() - 1) {
            amount /= 1024;
            power++;
        }
        return amount + UNITS.substring(power, power + 1);
    }
}
