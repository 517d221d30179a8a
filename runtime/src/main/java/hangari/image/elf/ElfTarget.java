package hangari.image.elf;

import java.nio.ByteOrder;
import java.util.Map;

/**
 * The machine a file was built for; a library serves a program only if all three are equal.
 *
 * @param bits 32 or 64
 * @param order of its bytes
 * @param machine its number in the header: {@code EM_X86_64} is 62
 */
public record ElfTarget(int bits, ByteOrder order, int machine) {
    private static final Map<Integer, String> NAMES = Map.of(
            3,
            "x86",
            21,
            "ppc64",
            22,
            "s390",
            40,
            "ARM",
            62,
            "x86-64",
            183,
            "AArch64",
            243,
            "RISC-V",
            258,
            "LoongArch");

    // Debian, "Multiarch/Tuples": the directory below /lib and /usr/lib that holds an architecture's libraries.
    private static final Map<Integer, String> TUPLES = Map.of(
            3, "i386-linux-gnu",
            21, "powerpc64le-linux-gnu",
            22, "s390x-linux-gnu",
            40, "arm-linux-gnueabihf",
            62, "x86_64-linux-gnu",
            183, "aarch64-linux-gnu",
            243, "riscv64-linux-gnu",
            258, "loongarch64-linux-gnu");

    /** The name of its multiarch directory; empty if it has none that we know. */
    String tuple() {
        // x32: 32 bits on an x86-64 machine
        return bits == 32 && machine == 62 ? "x86_64-linux-gnux32" : TUPLES.getOrDefault(machine, "");
    }

    /** Such as {@code 64-bit x86-64}. */
    @Override
    public String toString() {
        String name = NAMES.getOrDefault(machine, "machine " + machine);
        return bits + "-bit " + (order == ByteOrder.BIG_ENDIAN ? "big-endian " : "") + name;
    }
}
