package hangari.vm.kvm;

import java.util.OptionalLong;

/**
 * A piece of hardware: what answers when the guest reads from a port, and what happens when it writes to one.
 *
 * <p>A device has a few registers in a row, numbered from 0; where they are in the space of ports is the board's
 * business. All methods are called by one thread, the processor's, if not said otherwise.
 */
public interface Device {
    /** What the guest reads from a register, 0 to 255. */
    int in(int register);

    /** The guest writes 0 to 255 to a register. */
    void out(int register, int value);

    /** Hardware that is stuck: it answers one value whatever is read, and nothing happens when it is written to. */
    static Device stuck(int value) {
        return new Stuck(value);
    }

    /** A device that interrupts the guest by itself. */
    interface Interrupting extends Device {
        /** When it interrupts next, as {@link System#nanoTime} counts; empty if it will not. */
        OptionalLong due();

        /** The time has come, and its line was raised. */
        void raised();
    }

    /** A device with a person at its other end: register 0 carries text. */
    interface Terminal extends Device {
        /** The person presses keys; from any thread. */
        void type(byte[] keys);

        /** What the person has seen so far; from any thread. */
        String screen();
    }
}
