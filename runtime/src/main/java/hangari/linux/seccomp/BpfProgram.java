package hangari.linux.seccomp;

import hangari.linux.SockFilter;
import java.util.List;

/**
 * A classic BPF program, ready for the kernel: what {@code ConfinementStep.Seccomp} takes.
 *
 * @param instructions at least one, at most 4096 (BPF_MAXINSNS)
 */
public record BpfProgram(List<SockFilter> instructions) {
    private static final int MOST = 4096;

    public BpfProgram {
        instructions = List.copyOf(instructions);
        if (instructions.isEmpty() || instructions.size() > MOST) {
            throw new IllegalArgumentException(
                    "a BPF program has 1 to " + MOST + " instructions, not " + instructions.size());
        }
    }

    /** How many instructions it has. */
    public int size() {
        return instructions.size();
    }

    /** One instruction a line, with the lines that its jumps go to, in the manner of {@code tcpdump -d}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < instructions.size(); i++) {
            text.append(String.format("(%03d) %s%n", i, text(i, instructions.get(i))));
        }
        return text.toString().stripTrailing();
    }

    private static String text(int at, SockFilter one) {
        return switch (one.code()) {
            case Assembler.LD -> "ld   [" + one.k() + "]";
            case Assembler.AND -> "and  #0x" + Integer.toHexString(one.k());
            case Assembler.JA -> "ja   " + (at + 1 + one.k());
            case Assembler.RET -> "ret  #0x" + Integer.toHexString(one.k());
            default -> jump(at, one);
        };
    }

    private static String jump(int at, SockFilter one) {
        for (Line.Test test : Line.Test.values()) {
            if (test.code() == one.code()) {
                return String.format("%s  #0x%x jt %d jf %d", test, one.k(), at + 1 + one.jt(), at + 1 + one.jf());
            }
        }
        return String.format("0x%x %d %d 0x%x", one.code(), one.jt(), one.jf(), one.k());
    }
}
