package hangari.linux.seccomp;

import java.util.List;

/**
 * What an argument must be for a rule to hold.
 *
 * <p>The kernel reads an {@code int} argument, such as the request of {@code ioctl(2)}, from the low half of its
 * register and does not look at the rest. A rule that compared all 64 bits would not see {@code 0x1_0000_5412}, which
 * the kernel takes for {@code TIOCSTI}; so such an argument is compared by its low 32 bits.
 *
 * @param argument which one, 0 to 5
 * @param width how much of it is compared, as unsigned numbers
 * @param mask the bits that count
 * @param test how the masked argument must stand to the value
 * @param value what it is compared with
 */
public record Comparison(int argument, Width width, long mask, Test test, long value) {
    /** How much of an argument the kernel reads. */
    public enum Width {
        /** An {@code int}: the low 32 bits. */
        INT,
        /** A {@code long} or a pointer: all 64 bits. */
        LONG
    }

    /** How one unsigned number may stand to another. */
    public enum Test {
        EQ("=="),
        NE("!="),
        LT("<"),
        LE("<="),
        GT(">"),
        GE(">=");

        private final String sign;

        Test(String sign) {
            this.sign = sign;
        }

        boolean holds(long left, long right) {
            int order = Long.compareUnsigned(left, right);
            return switch (this) {
                case EQ -> order == 0;
                case NE -> order != 0;
                case LT -> order < 0;
                case LE -> order <= 0;
                case GT -> order > 0;
                case GE -> order >= 0;
            };
        }

        @Override
        public String toString() {
            return sign;
        }
    }

    static final long LOW = 0xFFFF_FFFFL;

    public Comparison {
        if (argument < 0 || argument > 5) {
            throw new IllegalArgumentException("argument " + argument + ": a system call has 0 to 5");
        }
        if (width == Width.INT) {
            mask &= LOW;
        }
        if (width == Width.INT && value >>> 32 != 0) {
            throw new IllegalArgumentException("0x" + Long.toHexString(value) + " does not fit into an int");
        }
    }

    /** Whether it holds for these six arguments. */
    public boolean holds(List<Long> arguments) {
        return test.holds(arguments.get(argument) & mask, value);
    }

    /** Whether it compares a whole {@code int}, so that values fall into ranges. */
    boolean isPlainInt() {
        return width == Width.INT && mask == LOW;
    }

    /** As a policy file writes it. */
    @Override
    public String toString() {
        boolean whole = mask == (width == Width.INT ? LOW : -1L);
        return "arg" + argument + (width == Width.INT ? ":int" : "")
                + (whole ? "" : " & 0x" + Long.toHexString(mask))
                + " " + test + " 0x" + Long.toHexString(value);
    }
}
