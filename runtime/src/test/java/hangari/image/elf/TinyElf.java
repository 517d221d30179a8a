package hangari.image.elf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes an ELF file that has headers and nothing to run, for any machine. */
final class TinyElf {
    private static final long BASE = 0x400000;

    private final ElfTarget target;
    private final ByteArrayOutputStream strings = new ByteArrayOutputStream();
    private final List<long[]> dynamic = new ArrayList<>();
    private String interpreter = "";

    private TinyElf(ElfTarget target) {
        this.target = target;
        strings.write(0);
    }

    static final ElfTarget X86_64 = new ElfTarget(64, ByteOrder.LITTLE_ENDIAN, 62);
    static final ElfTarget X86 = new ElfTarget(32, ByteOrder.LITTLE_ENDIAN, 3);
    static final ElfTarget S390 = new ElfTarget(64, ByteOrder.BIG_ENDIAN, 22);
    static final ElfTarget BIG_32 = new ElfTarget(32, ByteOrder.BIG_ENDIAN, 20);

    static TinyElf of(ElfTarget target) {
        return new TinyElf(target);
    }

    static TinyElf program() {
        return of(X86_64).interpreter("/lib64/ld-linux-x86-64.so.2");
    }

    static TinyElf library() {
        return of(X86_64).soname("");
    }

    TinyElf interpreter(String path) {
        interpreter = path;
        return this;
    }

    TinyElf needs(String... names) {
        for (String name : names) {
            entry(1, name);
        }
        return this;
    }

    TinyElf soname(String name) {
        return name.isEmpty() ? this : entry(14, name);
    }

    TinyElf rpath(String path) {
        return entry(15, path);
    }

    TinyElf runpath(String path) {
        return entry(29, path);
    }

    private TinyElf entry(long tag, String text) {
        dynamic.add(new long[] {tag, strings.size()});
        strings.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        strings.write(0);
        return this;
    }

    /** Adds an entry as it is. */
    TinyElf raw(long tag, long value) {
        dynamic.add(new long[] {tag, value});
        return this;
    }

    private boolean wide() {
        return target.bits() == 64;
    }

    byte[] bytes() {
        int word = target.bits() / 8;
        int header = wide() ? 64 : 52;
        int entry = wide() ? 56 : 32;
        int tableAt = header + 3 * entry;
        int stringsAt = tableAt + (dynamic.size() + 3) * 2 * word;
        byte[] name = (interpreter + "\0").getBytes(StandardCharsets.UTF_8);
        int interpreterAt = stringsAt + strings.size();
        ByteBuffer out = ByteBuffer.allocate(interpreterAt + name.length).order(target.order());
        out.put(new byte[] {0x7f, 'E', 'L', 'F', (byte) (target.bits() / 32)});
        out.put((byte) (target.order() == ByteOrder.LITTLE_ENDIAN ? 1 : 2)).put((byte) 1);
        out.putShort(16, (short) 3).putShort(18, (short) target.machine());
        put(out, wide() ? 32 : 28, header);
        out.putShort(wide() ? 54 : 42, (short) entry).putShort(wide() ? 56 : 44, (short) 3);
        segment(out, header, 1, 0, out.capacity());
        segment(out, header + entry, 2, tableAt, stringsAt - tableAt);
        segment(out, header + 2 * entry, interpreter.isEmpty() ? 0 : 3, interpreterAt, name.length);
        int at = tableAt;
        var entries = new ArrayList<>(dynamic);
        entries.add(new long[] {5, BASE + stringsAt});
        entries.add(new long[] {10, strings.size()});
        for (long[] pair : entries) {
            put(out, at, pair[0]);
            put(out, at + word, pair[1]);
            at += 2 * word;
        }
        out.position(stringsAt);
        out.put(strings.toByteArray()).put(name);
        return out.array();
    }

    private void segment(ByteBuffer out, int at, int type, long offset, long size) {
        out.putInt(at, type);
        put(out, at + (wide() ? 8 : 4), offset);
        put(out, at + (wide() ? 16 : 8), BASE + offset);
        put(out, at + (wide() ? 32 : 16), size);
    }

    private void put(ByteBuffer out, int at, long value) {
        if (wide()) {
            out.putLong(at, value);
        } else {
            out.putInt(at, (int) value);
        }
    }

    Path write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes());
    }
}
