package hangari.image.elf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the headers of an ELF file that the kernel and the loader read, and no others.
 *
 * <p>Section headers are left alone: a stripped file has none. Offsets and counts are the file's own words, so each
 * is bounded before it is used. Source: elf(5), and the System V ABI, chapters 4 and 5.
 */
public final class ElfReader {
    private static final int MAX_INTERPRETER = 4096; // PATH_MAX, as in the kernel's load_elf_binary
    private static final int MAX_DYNAMIC = 1 << 20;
    private static final int MAX_NAME = 65536;
    private static final byte[] MAGIC = {0x7f, 'E', 'L', 'F'};

    private static final int PT_LOAD = 1;
    private static final int PT_DYNAMIC = 2;
    private static final int PT_INTERP = 3;

    private static final int DT_NULL = 0;
    private static final int DT_NEEDED = 1;
    private static final int DT_STRTAB = 5;
    private static final int DT_STRSZ = 10;
    private static final int DT_SONAME = 14;
    private static final int DT_RPATH = 15;
    private static final int DT_RUNPATH = 29;

    private final ElfBytes bytes;
    private final ElfTarget target;

    private ElfReader(ElfBytes bytes, ElfTarget target) {
        this.bytes = bytes;
        this.target = target;
    }

    /**
     * Reads a file's headers.
     *
     * @throws ElfException if it is not an ELF file, is damaged, or cannot be read
     */
    public static ElfFile read(Path file) {
        try (ElfBytes bytes = ElfBytes.open(file)) {
            return new ElfReader(bytes, target(bytes)).read();
        }
    }

    /** Whether the file begins as an ELF file does. */
    public static boolean isElf(Path file) {
        try (ElfBytes bytes = ElfBytes.open(file)) {
            return hasMagic(bytes);
        }
    }

    private static boolean hasMagic(ElfBytes bytes) {
        return bytes.size() >= MAGIC.length
                && bytes.slice("the magic", 0, MAGIC.length, ByteOrder.BIG_ENDIAN)
                        .equals(ByteBuffer.wrap(MAGIC));
    }

    // elf(5), e_ident: EI_CLASS (4) is 1 for 32 and 2 for 64 bits; EI_DATA (5) is 1 for little and 2 for big endian.
    private static ElfTarget target(ElfBytes bytes) {
        if (!hasMagic(bytes)) {
            throw bytes.unsupported("not an ELF file");
        }
        ByteBuffer start = bytes.slice("the ELF header", 0, 20, ByteOrder.BIG_ENDIAN);
        byte elfClass = start.get(4);
        byte data = start.get(5);
        if (elfClass != 1 && elfClass != 2) {
            throw bytes.broken("class " + elfClass + " is neither 1 (32-bit) nor 2 (64-bit)");
        }
        if (data != 1 && data != 2) {
            throw bytes.broken("byte order " + data + " is neither 1 (little) nor 2 (big)");
        }
        ByteOrder order = data == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        return new ElfTarget(
                elfClass * 32, order, Short.toUnsignedInt(start.order(order).getShort(18)));
    }

    /** A program header: what to put where in memory. */
    private record Segment(int type, long offset, long address, long fileSize) {}

    /** An entry of the dynamic section. */
    private record Dynamic(long tag, long value) {}

    private ElfFile read() {
        List<Segment> segments = segments();
        List<Dynamic> entries = dynamic(segments);
        var strings = new Strings(segments, entries);
        return new ElfFile(
                target,
                interpreter(segments),
                strings.all(DT_NEEDED),
                strings.all(DT_SONAME).stream().findFirst(),
                directories(strings.all(DT_RPATH)),
                directories(strings.all(DT_RUNPATH)));
    }

    private boolean wide() {
        return target.bits() == 64;
    }

    private long word(ByteBuffer buffer, int at) {
        return wide() ? buffer.getLong(at) : Integer.toUnsignedLong(buffer.getInt(at));
    }

    private List<Segment> segments() {
        ByteBuffer header = bytes.slice("the ELF header", 0, wide() ? 64 : 52, target.order());
        long offset = word(header, wide() ? 32 : 28); // e_phoff
        int entrySize = Short.toUnsignedInt(header.getShort(wide() ? 54 : 42));
        int count = Short.toUnsignedInt(header.getShort(wide() ? 56 : 44));
        int expected = wide() ? 56 : 32;
        // load_elf_phdrs: "If the size of program headers or entries is wrong, then error out", 64 KiB at most
        if (count > 0 && entrySize != expected) {
            throw bytes.broken("a program header of " + entrySize + " bytes instead of " + expected);
        }
        int size = count * expected;
        if (size > 65536) {
            throw bytes.broken(count + " program headers, the kernel takes 64 KiB of them");
        }
        ByteBuffer table = bytes.slice("the program headers", count == 0 ? 0 : offset, size, target.order());
        var segments = new ArrayList<Segment>();
        for (int at = 0; at < table.limit(); at += expected) {
            segments.add(new Segment(
                    table.getInt(at),
                    word(table, at + (wide() ? 8 : 4)),
                    word(table, at + (wide() ? 16 : 8)),
                    word(table, at + (wide() ? 32 : 16))));
        }
        return segments;
    }

    private static Optional<Segment> first(List<Segment> segments, int type) {
        return segments.stream().filter(segment -> segment.type() == type).findFirst();
    }

    private Optional<String> interpreter(List<Segment> segments) {
        return first(segments, PT_INTERP).map(segment -> {
            if (segment.fileSize() < 2 || segment.fileSize() > MAX_INTERPRETER) {
                throw bytes.broken("an interpreter name of " + Long.toUnsignedString(segment.fileSize()) + " bytes");
            }
            bytes.slice("the interpreter", segment.offset(), segment.fileSize(), target.order());
            return bytes.text("the interpreter", segment.offset(), segment.fileSize());
        });
    }

    private List<Dynamic> dynamic(List<Segment> segments) {
        Optional<Segment> section = first(segments, PT_DYNAMIC);
        if (section.isEmpty() || section.get().fileSize() == 0) {
            return List.of();
        }
        long length = section.get().fileSize();
        if (length < 0 || length > MAX_DYNAMIC) {
            throw bytes.broken("a dynamic section of " + Long.toUnsignedString(length) + " bytes");
        }
        ByteBuffer table = bytes.slice("the dynamic section", section.get().offset(), length, target.order());
        int half = target.bits() / 8;
        var entries = new ArrayList<Dynamic>();
        for (int at = 0; at + 2 * half <= table.limit(); at += 2 * half) {
            var entry = new Dynamic(word(table, at), word(table, at + half));
            if (entry.tag() == DT_NULL) { // elf(5): "Marks end of dynamic section"
                break;
            }
            entries.add(entry);
        }
        return entries;
    }

    // ld.so(8): a list "separated by colons"
    private static List<String> directories(List<String> paths) {
        return paths.stream()
                .flatMap(path -> List.of(path.split(":", -1)).stream())
                .filter(directory -> !directory.isEmpty())
                .toList();
    }

    /** The names that dynamic entries give as offsets into the string table. */
    private final class Strings {
        private final List<Segment> segments;
        private final List<Dynamic> entries;

        Strings(List<Segment> segments, List<Dynamic> entries) {
            this.segments = segments;
            this.entries = entries;
        }

        List<String> all(int tag) {
            return entries.stream()
                    .filter(entry -> entry.tag() == tag)
                    .map(entry -> name(entry.value()))
                    .toList();
        }

        private String name(long index) {
            long size = value(DT_STRSZ, "DT_STRSZ");
            if (index < 0 || size < 0 || index >= size) {
                throw bytes.broken("a name at " + Long.toUnsignedString(index) + " of a string table of "
                        + Long.toUnsignedString(size) + " bytes");
            }
            long table = offset(value(DT_STRTAB, "DT_STRTAB"));
            long start = table > Long.MAX_VALUE - index ? Long.MIN_VALUE : table + index;
            return bytes.text("a name", start, Math.min(size - index, MAX_NAME));
        }

        private long value(int tag, String name) {
            return entries.stream()
                    .filter(entry -> entry.tag() == tag)
                    .map(Dynamic::value)
                    .findFirst()
                    .orElseThrow(() -> bytes.broken("no " + name));
        }

        // DT_STRTAB is an address in memory: find the segment that puts bytes of the file there.
        private long offset(long address) {
            for (Segment segment : segments) {
                long into = address - segment.address();
                if (segment.type() == PT_LOAD && Long.compareUnsigned(into, segment.fileSize()) < 0) {
                    return segment.offset() + into;
                }
            }
            throw bytes.broken("no segment holds the string table's address 0x" + Long.toHexString(address));
        }
    }
}
