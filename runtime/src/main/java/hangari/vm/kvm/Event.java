package hangari.vm.kvm;

import java.util.List;

/** What happened in a row: the guest asked something of its hardware, or came to its end. */
public sealed interface Event {
    /** The instruction that led to it; empty if there is none in particular. */
    default String mnemonic() {
        return "";
    }

    /** The end of the guest: no row comes after it. */
    sealed interface End extends Event {}

    /**
     * The guest wrote to a port.
     *
     * @param values one, or many if it wrote a string
     * @param text whether the value is a character
     * @param answer the device and its method, or that nobody is there
     */
    record Wrote(int port, List<Integer> values, boolean text, Answer answer) implements Event {
        public Wrote {
            values = List.copyOf(values);
        }

        @Override
        public String mnemonic() {
            return "out";
        }
    }

    /** The guest read from a port. */
    record Read(int port, List<Integer> values, boolean text, Answer answer) implements Event {
        public Read {
            values = List.copyOf(values);
        }

        @Override
        public String mnemonic() {
            return "in";
        }
    }

    /** The guest wrote where there is no memory and nothing else either. */
    record WroteNowhere(long address, int size, long value) implements Event {}

    /** The guest read where there is no memory; it got all ones. */
    record ReadNowhere(long address, int size) implements Event {}

    /** The guest sleeps until an interrupt ({@code hlt}). */
    record Slept() implements Event {
        @Override
        public String mnemonic() {
            return "hlt";
        }
    }

    /** A device interrupted the guest, which goes on where its vector for this number points to. */
    record Interrupted(String device, int line, int number) implements Event {}

    /** It sleeps with interrupts off. For a guest that has done all it wanted, this is the way to switch off. */
    record Halted() implements End {
        @Override
        public String mnemonic() {
            return "hlt";
        }
    }

    /** It sleeps until an interrupt, but no device is going to send one. */
    record Stranded() implements End {}

    /** A fault while a fault in a fault was handled; a real PC restarts. */
    record Crashed() implements End {}

    /** The processor refuses to begin in the state that it was put in. */
    record Refused(long reason) implements End {}

    /** KVM does not know how to go on. */
    record Confused(int reason) implements End {}

    /** KVM gives a reason that we do not know. */
    record Unknown(int reason) implements End {}

    /** A device threw an exception: the hardware broke. */
    record Broke(Answer answer, String failure) implements End {}

    /** Somebody stopped the machine. */
    record Stopped() implements End {}

    /** It has had all the exits it may have. */
    record OutOfExits(int limit) implements End {}

    /** It ran for as long as it may. */
    record OutOfTime(long milliseconds) implements End {}

    /**
     * Who answered.
     *
     * @param device the name of the class; empty if nobody is at the port
     * @param call the call of its method, such as {@code Serial.out(0, 0x48)}
     */
    record Answer(String device, String call) {
        static final Answer NOBODY = new Answer("", "");

        boolean nobody() {
            return device.isEmpty();
        }
    }
}
