package hangari.vm.kernel;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The note in a kernel's ELF file that says where a machine without firmware starts it.
 *
 * <p>Source: elf(5), "Notes (Nhdr)"; Xen's {@code elfnote.h}, XEN_ELFNOTE_PHYS32_ENTRY.
 */
final class PvhNote {
    private static final int PT_NOTE = 4;
    private static final int PHYS32_ENTRY = 18;
    private static final int MOST_SEGMENTS = 64;
    private static final int LARGEST = 1 << 20;

    private PvhNote() {}

    /** Whether the file has it. */
    static boolean isIn(Path file) throws IOException {
        try (var elf = new RandomAccessFile(file.toFile(), "r")) {
            ByteBuffer header = read(elf, 0, 64);
            long segments = header.getLong(32);
            int size = Short.toUnsignedInt(header.getShort(54));
            int count = Math.min(MOST_SEGMENTS, Short.toUnsignedInt(header.getShort(56)));
            for (int i = 0; i < count; i++) {
                ByteBuffer segment = read(elf, segments + (long) i * size, 56);
                if (segment.getInt(0) == PT_NOTE
                        && notes(read(elf, segment.getLong(8), (int) Math.min(LARGEST, segment.getLong(32))))) {
                    return true;
                }
            }
            return false;
        }
    }

    private static boolean notes(ByteBuffer notes) {
        while (notes.remaining() >= 12) {
            int name = notes.getInt();
            int content = notes.getInt();
            int type = notes.getInt();
            int after = aligned(name) + aligned(content);
            if (name < 0 || content < 0 || after < 0 || after > notes.remaining()) {
                return false;
            }
            byte[] owner = new byte[name];
            notes.get(notes.position(), owner);
            if (type == PHYS32_ENTRY && new String(owner, StandardCharsets.ISO_8859_1).equals("Xen\0")) {
                return true;
            }
            notes.position(notes.position() + after);
        }
        return false;
    }

    private static int aligned(int length) {
        return (length + 3) & ~3;
    }

    private static ByteBuffer read(RandomAccessFile file, long at, int length) throws IOException {
        byte[] bytes = new byte[Math.max(0, length)];
        file.seek(at);
        file.readFully(bytes);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
