package hangari.linux;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a program as a static ELF file of a few kilobytes: it runs where there is no JVM, and no libc either.
 *
 * <pre>{@code
 * byte[] file = StaticProgram.of(
 *         new SyscallProgram(Set.of(), List.of(
 *                 new MountStep.Mount("proc", "/proc", "proc", Set.of(), ""),
 *                 new ProcessStep.Execve("/bin/sh", List.of("sh"), Map.of()))),
 *         Arch.AARCH64);
 * }</pre>
 *
 * <p>There are two segments: the machine code, read and execute, and the stages with their laid-out programs, read and
 * write. Source: {@code elf(5)}.
 */
public final class StaticProgram {
    /** Where the segment of data is loaded; {@link StartCode} finds the first stage there. */
    static final long DATA = 0x601000;

    private static final long CODE = 0x400000;
    private static final int DATA_OFFSET = 0x1000;
    // Of the pages that kernels for aarch64 may have, the largest.
    private static final int ALIGNMENT = 0x10000;
    private static final int EHDR = 64;
    private static final int PHDR = 56;
    private static final int PHDRS = 3;
    private static final int PT_LOAD = 1;
    private static final int PT_GNU_STACK = 0x6474e551;
    private static final int EXECUTE = 1;
    private static final int WRITE = 2;
    private static final int READ = 4;

    private StaticProgram() {}

    /**
     * The file of a program that the process itself walks. Its namespaces are to be made by a step, for there is no
     * child to be cloned into them.
     *
     * @throws IllegalArgumentException if the program asks to be cloned into namespaces
     */
    public static byte[] of(SyscallProgram program, Arch arch) {
        if (!program.namespaces().isEmpty()) {
            throw new IllegalArgumentException("a static program is the process itself, so it cannot be cloned into "
                    + program.namespaces() + ": begin it with NamespaceStep.Unshare");
        }
        return of(arch, List.of(program.calls()), List.of());
    }

    /** The file that walks calls, list by list, and then goes on with stages that are somewhere else in its memory. */
    static byte[] of(Arch arch, List<List<Call>> walked, List<Stage> then) {
        List<Stage> stages = new ArrayList<>();
        long address = DATA + (long) (walked.size() + then.size() + 1) * Stage.SIZE;
        ByteArrayOutputStream programs = new ByteArrayOutputStream();
        for (List<Call> calls : walked) {
            byte[] program = Layout.of(calls, arch, address).bytes();
            stages.add(new Stage(Stage.Kind.WALK, address));
            programs.writeBytes(program);
            address += program.length;
        }
        stages.addAll(then);
        return file(arch, Stage.bytes(stages), programs.toByteArray());
    }

    /** The file of stages that are laid out for {@link #DATA}, with what they lead to behind them. */
    static byte[] file(Arch arch, byte[] stages, byte[] programs) {
        byte[] walker = arch.code();
        byte[] start = StartCode.of(arch);
        int headers = EHDR + PHDRS * PHDR;
        int code = headers + walker.length + start.length;
        int data = stages.length + programs.length;
        ByteBuffer file = ByteBuffer.allocate(DATA_OFFSET + data).order(ByteOrder.LITTLE_ENDIAN);
        header(file, arch, CODE + headers + walker.length);
        segment(file, PT_LOAD, READ | EXECUTE, 0, CODE, code);
        segment(file, PT_LOAD, READ | WRITE, DATA_OFFSET, DATA, data);
        // execve(2) gives who does not say otherwise a stack that can be executed.
        segment(file, PT_GNU_STACK, READ | WRITE, 0, 0, 0);
        file.put(walker).put(start);
        file.position(DATA_OFFSET).put(stages).put(programs);
        return file.array();
    }

    /** elf(5): ELFCLASS64, ELFDATA2LSB, ET_EXEC. */
    private static void header(ByteBuffer file, Arch arch, long entry) {
        int machine = arch == Arch.X86_64 ? 62 : 183; // EM_X86_64, EM_AARCH64
        file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0}).putLong(0);
        file.putShort((short) 2).putShort((short) machine).putInt(1);
        file.putLong(entry).putLong(EHDR).putLong(0).putInt(0);
        file.putShort((short) EHDR).putShort((short) PHDR).putShort((short) PHDRS);
        file.putShort((short) 64).putShort((short) 0).putShort((short) 0);
    }

    private static void segment(ByteBuffer file, int type, int flags, long offset, long address, long size) {
        file.putInt(type).putInt(flags).putLong(offset).putLong(address).putLong(address);
        file.putLong(size).putLong(size).putLong(type == PT_LOAD ? ALIGNMENT : 16);
    }
}
