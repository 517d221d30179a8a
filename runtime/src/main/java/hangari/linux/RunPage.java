package hangari.linux;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The page that KVM and this process share about one processor: {@code struct kvm_run} of {@code linux/kvm.h}. */
final class RunPage implements AutoCloseable {
    private static final int REQUEST_INTERRUPT_WINDOW = 0;
    private static final int EXIT_REASON = 8;
    private static final int READY_FOR_INTERRUPT_INJECTION = 12;
    private static final int IF_FLAG = 13;
    private static final int IO_DIRECTION = 32;
    private static final int IO_SIZE = 33;
    private static final int IO_PORT = 34;
    private static final int IO_COUNT = 36;
    private static final int IO_DATA_OFFSET = 40;
    private static final int MMIO_ADDRESS = 32;
    private static final int MMIO_DATA = 40;
    private static final int MMIO_LENGTH = 48;
    private static final int MMIO_IS_WRITE = 52;
    private static final int FAILURE_REASON = 32;
    private static final int SUBERROR = 32;
    private static final int VALID_REGS = 288;
    private static final int RIP = 304 + 16 * 8;

    private final Pointer memory;
    private final int size;
    private final ByteBuffer page;

    RunPage(Fd cpu, int size) {
        this.size = size;
        this.memory = new Pointer(Kernel.perform(Call.of(
                Syscall.MMAP,
                Arg.nothing(),
                Arg.number(size),
                Arg.constant(Libc.PROT_READ | Libc.PROT_WRITE, "PROT_READ|PROT_WRITE"),
                Arg.constant(Libc.MAP_SHARED, "MAP_SHARED"),
                Arg.number(cpu.number()),
                Arg.number(0))));
        this.page = memory.getByteBuffer(0, size).order(ByteOrder.LITTLE_ENDIAN);
        // KVM_CAP_SYNC_REGS: with KVM_SYNC_X86_REGS here, each exit leaves the registers in this page.
        page.putLong(VALID_REGS, 1);
    }

    /** Why the processor stopped. */
    CpuExit exit() {
        int reason = page.getInt(EXIT_REASON);
        return switch (reason) {
            case 2 -> port();
            case 5 -> new CpuExit.Halt();
            case 6 -> memory();
            case 7 -> new CpuExit.InterruptWindow();
            case 8 -> new CpuExit.Shutdown();
            case 9 -> new CpuExit.EntryRefused(page.getLong(FAILURE_REASON));
            case 10 -> new CpuExit.Interrupted();
            case 17 -> new CpuExit.Confused(page.getInt(SUBERROR));
            default -> new CpuExit.Other(reason);
        };
    }

    private CpuExit port() {
        int port = page.getShort(IO_PORT) & 0xffff;
        int width = page.get(IO_SIZE);
        int count = page.getInt(IO_COUNT);
        // "KVM_EXIT_IO_IN 0, KVM_EXIT_IO_OUT 1"
        if (page.get(IO_DIRECTION) == 0) {
            return new CpuExit.In(port, width, count);
        }
        List<Integer> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(value(data() + i * width, width));
        }
        return new CpuExit.Out(port, width, values);
    }

    private CpuExit memory() {
        long address = page.getLong(MMIO_ADDRESS);
        int width = page.getInt(MMIO_LENGTH);
        if (page.get(MMIO_IS_WRITE) == 0) {
            return new CpuExit.MemoryRead(address, width);
        }
        long all = page.getLong(MMIO_DATA);
        return new CpuExit.MemoryWrite(address, width, width == 8 ? all : all & ((1L << (8 * width)) - 1));
    }

    /** Answers {@link CpuExit.In}: the guest has it as soon as it runs on. */
    void answer(CpuExit.In exit, List<Integer> values) {
        for (int i = 0; i < Math.min(exit.count(), values.size()); i++) {
            int at = data() + i * exit.size();
            switch (exit.size()) {
                case 1 -> page.put(at, values.get(i).byteValue());
                case 2 -> page.putShort(at, values.get(i).shortValue());
                default -> page.putInt(at, values.get(i));
            }
        }
    }

    /** Answers {@link CpuExit.MemoryRead}. */
    void answerMemory(long value) {
        page.putLong(MMIO_DATA, value);
    }

    private int data() {
        return (int) page.getLong(IO_DATA_OFFSET);
    }

    private int value(int at, int width) {
        return switch (width) {
            case 1 -> page.get(at) & 0xff;
            case 2 -> page.getShort(at) & 0xffff;
            default -> page.getInt(at);
        };
    }

    /** Where the processor is: at the instruction that made it stop, or just behind it. */
    int instruction() {
        return (int) page.getLong(RIP);
    }

    /** Whether the guest lets itself be interrupted: its interrupt flag. */
    boolean interruptsOn() {
        return page.get(IF_FLAG) != 0;
    }

    /** Whether an interrupt can be handed over now. */
    boolean interruptible() {
        return page.get(READY_FOR_INTERRUPT_INJECTION) != 0;
    }

    void wantWindow(boolean wanted) {
        page.put(REQUEST_INTERRUPT_WINDOW, (byte) (wanted ? 1 : 0));
    }

    @Override
    public void close() {
        Libc.unmap(memory, size);
    }
}
