package hangari.vm.kvm;

import java.util.OptionalInt;

/**
 * What stands between the devices and the processor: eight lines, of which the lowest goes first.
 *
 * <p>Line n interrupts the processor with number 8 + n, as a PC's BIOS leaves it. Until the guest writes 0x20 to register
 * 0 ("I have dealt with it"), that line and those behind it wait. Register 1 is the mask: a line whose bit is set is not
 * heard. Source: the data sheet of the 8259A.
 */
public class Interrupts implements Device {
    private static final int COMMAND = 0;
    private static final int MASK = 1;
    private static final int END_OF_INTERRUPT = 0x20;
    private static final int FIRST = 8;

    private int mask;
    private int raised;
    private int serving;

    /** A device raises its line. */
    public void raise(int line) {
        raised |= 1 << line;
    }

    /** The line that wants the processor's attention now, if one does. */
    public OptionalInt next() {
        int waiting = raised & ~mask;
        int line = Integer.numberOfTrailingZeros(waiting);
        boolean free = line < Integer.numberOfTrailingZeros(serving);
        return waiting != 0 && free ? OptionalInt.of(line) : OptionalInt.empty();
    }

    /** The processor takes the interrupt of a line; returns its number. */
    public int take(int line) {
        raised &= ~(1 << line);
        serving |= 1 << line;
        return FIRST + line;
    }

    @Override
    public int in(int register) {
        return register == MASK ? mask : raised;
    }

    @Override
    public void out(int register, int value) {
        if (register == MASK) {
            mask = value;
        } else if (register == COMMAND && value == END_OF_INTERRUPT) {
            serving &= serving - 1; // the lowest, which is the one served last
        }
    }
}
