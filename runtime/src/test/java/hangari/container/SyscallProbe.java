package hangari.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/** An x86_64 program that makes one system call, and exits with its errno or, if it was made, with 0. */
record SyscallProbe(byte[] code) {
    private static final long BASE = 0x40_0000;
    private static final int HEADERS = 120;

    /** With this number and second argument; the others are -1, -1 also being no descriptor. */
    static SyscallProbe of(int number, long second) {
        // mov $number, %eax; mov $second, %rsi; mov $-1, %rdi
        ByteBuffer code = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        code.put((byte) 0xB8).putInt(number);
        code.put(HexFormat.of().parseHex("48be")).putLong(second);
        code.put(HexFormat.of().parseHex("48c7c7ffffffff"));
        // syscall; xor %edi, %edi; neg %rax; cmovns %eax, %edi; mov $231 (exit_group), %eax; syscall
        code.put(HexFormat.of().parseHex("0f0531ff48f7d80f49f8b8e70000000f05"));
        return new SyscallProbe(code.array());
    }

    /** Calls getpid (20) through the i386 table, then exits with 0. */
    static SyscallProbe i386() {
        // mov $20, %eax; int $0x80; xor %edi, %edi; mov $231, %eax; syscall
        return new SyscallProbe(HexFormat.of().parseHex("b814000000cd8031ffb8e70000000f05"));
    }

    /** Writes it as a file of a folder. Source: {@code elf(5)}. */
    Path in(Path folder) throws IOException {
        ByteBuffer file = ByteBuffer.allocate(HEADERS + code.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(HexFormat.of().parseHex("7f454c46020101000000000000000000"));
        file.putShort((short) 2).putShort((short) 62).putInt(1).putLong(BASE + HEADERS);
        file.putLong(64).putLong(0).putInt(0).putShort((short) 64).putShort((short) 56);
        file.putShort((short) 1).putShort((short) 0).putShort((short) 0).putShort((short) 0);
        file.putInt(1).putInt(5).putLong(0).putLong(BASE).putLong(BASE);
        file.putLong(file.capacity()).putLong(file.capacity()).putLong(0x1000);
        file.put(code);
        Path path = Files.write(folder.resolve("probe"), file.array());
        path.toFile().setExecutable(true, false);
        return path;
    }
}
