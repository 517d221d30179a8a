package hangari.linux;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * The processor of a virtual machine, and the thread of ours that it runs on.
 *
 * <p>While the guest runs, that thread is inside {@code KVM_RUN} and hears nothing; {@link #kick} makes it come back.
 * All other methods but {@link #submit} are for what was submitted, which runs on the thread.
 */
public final class VirtualCpu implements AutoCloseable {
    // struct kvm_sregs begins with struct kvm_segment cs: base, limit, selector
    private static final int SREGS = 312;
    private static final int CS_BASE = 0;
    private static final int CS_SELECTOR = 12;
    // struct kvm_regs: rax, rbx, rcx, rdx, rsi, rdi, rsp, rbp, r8 to r15, rip, rflags
    private static final int REGS = 144;
    private static final int RSP = 6 * 8;
    private static final int RIP = 16 * 8;
    private static final int RFLAGS = 17 * 8;

    private final ExecutorService thread;
    private final Fd cpu;
    private final RunPage page;
    private final Kick kick;
    private final List<Call> run;
    private final Memory arena;
    private final Layout layout;
    private boolean handedOver;

    private VirtualCpu(ExecutorService thread, Fd cpu, RunPage page, Kick kick) {
        this.thread = thread;
        this.cpu = cpu;
        this.page = page;
        this.kick = kick;
        this.run = List.of(KvmRequest.KVM_RUN.of(cpu, Arg.number(0)));
        this.arena = new Memory(Layout.size(run));
        this.layout = Layout.of(run, Arch.current(), Pointer.nativeValue(arena));
        arena.write(0, layout.bytes(), 0, layout.bytes().length);
    }

    /** "vcpu ioctls should be issued from the same thread that was used to create the vcpu". */
    static VirtualCpu of(Fd machine, int pageSize) {
        ExecutorService thread = Executors.newSingleThreadExecutor(VirtualCpu::thread);
        try {
            return CompletableFuture.supplyAsync(() -> here(thread, machine, pageSize), thread)
                    .join();
        } catch (CompletionException e) {
            thread.shutdown();
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "hangari-cpu");
        thread.setDaemon(true);
        return thread;
    }

    private static VirtualCpu here(ExecutorService thread, Fd machine, int pageSize) {
        try (Opening opening = new Opening()) {
            Fd cpu = opening.add(new Fd((int) KvmRequest.KVM_CREATE_VCPU.ask(machine, Arg.number(0))));
            RunPage page = opening.add(new RunPage(cpu, pageSize));
            VirtualCpu made = new VirtualCpu(thread, cpu, page, Kick.ofThisThread(cpu));
            opening.keep();
            return made;
        }
    }

    /** Has work done on the processor's thread while the caller goes on. */
    public <T> CompletableFuture<T> submit(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, thread);
    }

    /** Makes a run that is going on, or else the next one, end with {@link CpuExit.Interrupted}; from any thread. */
    public void kick() {
        kick.send();
    }

    /** Sets the processor to real mode, as a BIOS leaves it to a boot sector: at an address, with its stack below. */
    public void boot(int address) {
        Arg.Room room = new Arg.Room(SREGS, "sregs");
        ByteBuffer[] segments = new ByteBuffer[1];
        Kernel.perform(
                KvmRequest.KVM_GET_SREGS.of(cpu, room),
                (memory, at) -> segments[0] = ByteBuffer.wrap(memory.getByteArray(at.room(room), SREGS))
                        .order(ByteOrder.LITTLE_ENDIAN));
        segments[0].putLong(CS_BASE, 0).putShort(CS_SELECTOR, (short) 0);
        KvmRequest.KVM_SET_SREGS.ask(cpu, new Arg.Bytes(segments[0].array(), "{cs={base=0, selector=0}}"));
        ByteBuffer registers = ByteBuffer.allocate(REGS).order(ByteOrder.LITTLE_ENDIAN);
        // Bit 1 of the flags is always set (Intel SDM, volume 1, 3.4.3).
        registers.putLong(RSP, address).putLong(RIP, address).putLong(RFLAGS, 2);
        KvmRequest.KVM_SET_REGS.ask(
                cpu, new Arg.Bytes(registers.array(), "{rip=0x%x, rsp=0x%x}".formatted(address, address)));
    }

    /**
     * Lets the guest run until it needs us.
     *
     * @throws KernelException if KVM cannot run it
     */
    public CpuExit run() {
        handedOver = false;
        MachineCode.walk(arena);
        long result = arena.getLong(layout.result(0));
        if (!Kernel.refused(result)) {
            return page.exit();
        }
        Errno errno = Kernel.errno(result);
        if (errno != Errno.EINTR) {
            throw new KernelException(Refusal.of(run.get(0), errno));
        }
        kick.take();
        return new CpuExit.Interrupted();
    }

    /** The values that the guest reads. */
    public void answer(CpuExit.In exit, List<Integer> values) {
        page.answer(exit, values);
    }

    /** The value that the guest reads where it has no memory. */
    public void answerMemory(long value) {
        page.answerMemory(value);
    }

    /** Interrupts the guest. It must be {@link #interruptible}. */
    public void interrupt(int vector) {
        byte[] number = {(byte) vector, 0, 0, 0};
        KvmRequest.KVM_INTERRUPT.ask(cpu, new Arg.Bytes(number, "{irq=" + vector + "}"));
        handedOver = true;
    }

    /** Whether the guest lets itself be interrupted: its interrupt flag. */
    public boolean interruptsOn() {
        return page.interruptsOn();
    }

    /** Whether an interrupt can be handed over now. */
    public boolean interruptible() {
        return !handedOver && page.interruptible();
    }

    /** Whether the guest is to stop as soon as an interrupt can be handed over. */
    public void wantWindow(boolean wanted) {
        page.wantWindow(wanted);
    }

    /** Where the processor is: at the instruction that made it stop, or just behind it. */
    public int instruction() {
        return page.instruction();
    }

    /** Waits until what was submitted is done, and takes the processor and its thread away. */
    @Override
    public void close() {
        Supplier<Void> last = () -> {
            kick.close();
            page.close();
            cpu.close();
            return null;
        };
        if (!thread.isShutdown()) {
            CompletableFuture<Void> done = CompletableFuture.supplyAsync(last, thread);
            thread.shutdown();
            done.join();
        }
    }
}
