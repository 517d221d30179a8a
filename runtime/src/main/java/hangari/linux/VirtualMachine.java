package hangari.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

/**
 * A machine of {@code /dev/kvm}: memory and one processor, and not one device. What its processor asks of the outside
 * comes back as a {@link CpuExit}.
 *
 * <p>Nothing here is a process or a file with a name: when it is closed, or its owner dies, nothing is left. Source: the
 * kernel's "KVM API" (Documentation/virt/kvm/api.rst).
 */
public final class VirtualMachine implements AutoCloseable {
    private static final int API_VERSION = 12;

    // KVM_SET_TSS_ADDR: "This ioctl is required on Intel-based hosts"; three pages below 4 GiB where no memory is.
    private static final long TSS = 0xfffbd000L;

    private final Fd machine;
    private final GuestMemory memory;
    private final VirtualCpu cpu;
    private volatile boolean closed;

    private VirtualMachine(Fd machine, GuestMemory memory, VirtualCpu cpu) {
        this.machine = machine;
        this.memory = memory;
        this.cpu = cpu;
    }

    /**
     * A machine with so many bytes of memory, which begins at its address 0.
     *
     * @throws KernelException if there is no KVM, the caller may not use it, or it refuses
     */
    public static VirtualMachine create(int bytes) {
        try (Fd kvm = open();
                Opening opening = new Opening()) {
            checkVersion(kvm);
            Fd machine = opening.add(new Fd((int) KvmRequest.KVM_CREATE_VM.ask(kvm, Arg.number(0))));
            GuestMemory memory = opening.add(new GuestMemory(bytes));
            give(machine, memory);
            KvmRequest.KVM_SET_TSS_ADDR.ask(machine, Arg.constant(TSS, "0x" + Long.toHexString(TSS)));
            int page = (int) KvmRequest.KVM_GET_VCPU_MMAP_SIZE.ask(kvm, Arg.number(0));
            VirtualCpu cpu = VirtualCpu.of(machine, page);
            opening.keep();
            return new VirtualMachine(machine, memory, cpu);
        }
    }

    private static Fd open() {
        try {
            return Fd.open("/dev/kvm", Set.of(OpenFlag.RDWR));
        } catch (KernelException e) {
            Refusal why = e.refusal();
            throw new KernelException(
                    new Refusal(why.call(), why.text(), why.errno(), Hints.of("openat.kvm", why.errno())));
        }
    }

    // KVM_GET_API_VERSION: "Applications should refuse to run if KVM_GET_API_VERSION returns a value other than 12."
    private static void checkVersion(Fd kvm) {
        Call call = KvmRequest.KVM_GET_API_VERSION.of(kvm, Arg.number(0));
        if (Kernel.perform(call) != API_VERSION) {
            throw new KernelException(Refusal.of(call, Errno.EPROTO));
        }
    }

    /** struct kvm_userspace_memory_region: slot, flags, guest_phys_addr, memory_size, userspace_addr. */
    private static void give(Fd machine, GuestMemory memory) {
        ByteBuffer region = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
        region.putLong(16, memory.size()).putLong(24, memory.hostAddress());
        KvmRequest.KVM_SET_USER_MEMORY_REGION.ask(
                machine,
                new Arg.Bytes(region.array(), "{slot=0, guest_phys_addr=0, memory_size=" + memory.size() + "}"));
    }

    /** What the guest takes for its memory. */
    public GuestMemory memory() {
        return memory;
    }

    /** Its one processor. */
    public VirtualCpu cpu() {
        return cpu;
    }

    /** Whether it has been taken away. */
    public boolean closed() {
        return closed;
    }

    /** Takes everything away again. The processor must not be running: what runs on its thread is waited for. */
    @Override
    public void close() {
        closed = true;
        cpu.close();
        machine.close();
        memory.close();
    }
}
