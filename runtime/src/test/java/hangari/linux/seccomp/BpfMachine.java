package hangari.linux.seccomp;

import hangari.linux.SockFilter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Runs a filter as the kernel would, and refuses what the kernel's checker would refuse. */
final class BpfMachine {
    private final List<SockFilter> program;
    private int steps;

    BpfMachine(BpfProgram program) {
        this.program = program.instructions();
        for (int at = 0; at < this.program.size(); at++) {
            check(at, this.program.get(at));
        }
    }

    private void check(int at, SockFilter one) {
        boolean valid =
                switch (one.code()) {
                    case 0x20 -> one.k() % 4 == 0 && one.k() >= 0 && one.k() < 64;
                    case 0x54, 0x06 -> true;
                    case 0x05 -> one.k() >= 0 && at + 1 + one.k() < program.size();
                    case 0x15, 0x25, 0x35 -> at + 1 + Math.max(one.jt(), one.jf()) < program.size();
                    default -> false;
                };
        if (!valid || program.get(program.size() - 1).code() != 0x06) {
            throw new IllegalStateException("the kernel would not take instruction " + at + ": " + one);
        }
    }

    /** What the filter returns for a call. */
    int run(int arch, int number, List<Long> arguments) {
        ByteBuffer data = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        data.putInt(number).putInt(arch).putLong(0);
        arguments.forEach(data::putLong);
        int accumulator = 0;
        steps = 0;
        for (int at = 0; ; at++, steps++) {
            SockFilter one = program.get(at);
            switch (one.code()) {
                case 0x20 -> accumulator = data.getInt(one.k());
                case 0x54 -> accumulator &= one.k();
                case 0x05 -> at += one.k();
                case 0x15 -> at += accumulator == one.k() ? one.jt() : one.jf();
                case 0x25 -> at += Integer.compareUnsigned(accumulator, one.k()) > 0 ? one.jt() : one.jf();
                case 0x35 -> at += Integer.compareUnsigned(accumulator, one.k()) >= 0 ? one.jt() : one.jf();
                default -> {
                    return one.k();
                }
            }
        }
    }

    /** How many instructions the last run took. */
    int steps() {
        return steps;
    }
}
