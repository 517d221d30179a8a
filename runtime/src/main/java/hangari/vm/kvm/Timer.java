package hangari.vm.kvm;

import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * A timer that interrupts the guest when it has counted down to nothing: channel 0 of a PC's.
 *
 * <p>Written to register 3: how to count. Then to register 0: from where, the low byte first. It counts 1,193,182 times a
 * second. Source: the data sheet of the 8254, modes 0 (once) and 2 (again and again).
 */
public class Timer implements Device.Interrupting {
    private static final int COUNT = 0;
    private static final int MODE = 3;
    private static final long HERTZ = 1_193_182;
    private static final long SECOND = 1_000_000_000;

    private final LongSupplier clock;
    private boolean again;
    private boolean high;
    private int low;
    private long period;
    private OptionalLong due = OptionalLong.empty();

    public Timer() {
        this(System::nanoTime);
    }

    /** With another clock, in nanoseconds. */
    Timer(LongSupplier clock) {
        this.clock = clock;
    }

    @Override
    public void out(int register, int value) {
        // "D7, D6: 0 0 select counter 0"
        if (register == MODE && value >> 6 == 0) {
            again = (value >> 1 & 2) != 0;
            high = false;
            due = OptionalLong.empty();
        } else if (register == COUNT && !high) {
            low = value;
            high = true;
        } else if (register == COUNT) {
            high = false;
            count(value << 8 | low);
        }
    }

    private void count(int from) {
        // "the largest possible initial count is 0; this is equivalent to 2^16"
        period = (from == 0 ? 0x10000 : from) * SECOND / HERTZ;
        due = OptionalLong.of(clock.getAsLong() + period);
    }

    /** What is left to count, its low byte and its high byte in turn. */
    @Override
    public int in(int register) {
        if (register != COUNT) {
            return 0;
        }
        long left = due.isEmpty() ? 0 : Math.max(0, due.getAsLong() - clock.getAsLong()) * HERTZ / SECOND;
        high = !high;
        return (int) (high ? left : left >> 8) & 0xff;
    }

    @Override
    public OptionalLong due() {
        return due;
    }

    @Override
    public void raised() {
        due = again ? OptionalLong.of(clock.getAsLong() + period) : OptionalLong.empty();
    }
}
