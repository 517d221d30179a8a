package hangari.linux.seccomp;

import java.util.Locale;

/** A line of BPF assembly, before its labels are numbers; printed in the notation of the kernel's {@code bpf_asm}. */
sealed interface Line {
    /** Loads a word of {@code struct seccomp_data} into the accumulator. */
    record Load(int offset) implements Line {
        @Override
        public String toString() {
            return "ld [" + offset + "]";
        }
    }

    /** Clears all bits of the accumulator that are not in the mask. */
    record And(int mask) implements Line {
        @Override
        public String toString() {
            return "and #0x" + Integer.toHexString(mask);
        }
    }

    /** Goes to one of two labels, as the accumulator stands to a value. */
    record Jump(Test test, int value, Label yes, Label no) implements Line {
        @Override
        public String toString() {
            return test + " #0x" + Integer.toHexString(value) + ", " + yes.name() + ", " + no.name();
        }
    }

    /** Ends the program with an action. */
    record Return(Action action) implements Line {
        @Override
        public String toString() {
            return "ret #0x" + Integer.toHexString(action.code()) + " ; " + action;
        }
    }

    /** Names the line behind it. */
    record Label(String name) implements Line {
        @Override
        public String toString() {
            return name + ":";
        }
    }

    /** What a jump asks of the accumulator; numbers are unsigned. */
    enum Test {
        JEQ(0x15),
        JGT(0x25),
        JGE(0x35);

        private final int code;

        Test(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
