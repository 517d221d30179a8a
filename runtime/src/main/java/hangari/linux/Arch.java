package hangari.linux;

import java.util.HexFormat;

/** A processor architecture whose system calls and machine code we know. */
public enum Arch {
    X86_64(X86Code.CODE, X86Code.WALK),
    AARCH64(ArmCode.CODE, ArmCode.WALK);

    private final String code;
    private final int walk;

    Arch(String code, int walk) {
        this.code = code;
        this.walk = walk;
    }

    /** The machine's own architecture. */
    public static Arch current() {
        String name = System.getProperty("os.arch");
        return switch (name) {
            case "amd64", "x86_64" -> X86_64;
            case "aarch64" -> AARCH64;
            default ->
                throw new UnsupportedOperationException(
                        "processor " + name + " is not supported: use x86_64 or aarch64");
        };
    }

    /** The position-independent machine code; {@code launch} is at its first byte. */
    byte[] code() {
        return HexFormat.of().parseHex(code);
    }

    /** The offset of {@code walk} in {@link #code()}. */
    int walk() {
        return walk;
    }
}
