package hangari.linux;

import java.util.List;

/** Why a virtual processor stopped and asks its maker. Source: the kernel's "KVM API", struct kvm_run. */
public sealed interface CpuExit {
    /**
     * KVM_EXIT_IO: the guest wrote to a port.
     *
     * @param size the width of a value in bytes: 1, 2 or 4
     * @param values one value, or many if it wrote a string
     */
    record Out(int port, int size, List<Integer> values) implements CpuExit {
        public Out {
            values = List.copyOf(values);
        }
    }

    /** KVM_EXIT_IO: the guest reads so many values of so many bytes from a port; {@link VirtualCpu#answer} has them. */
    record In(int port, int size, int count) implements CpuExit {}

    /** KVM_EXIT_MMIO: the guest wrote where it has no memory. */
    record MemoryWrite(long address, int size, long value) implements CpuExit {}

    /** KVM_EXIT_MMIO: the guest reads where it has no memory; {@link VirtualCpu#answerMemory} has the value. */
    record MemoryRead(long address, int size) implements CpuExit {}

    /** KVM_EXIT_HLT: the guest executed {@code hlt}. */
    record Halt() implements CpuExit {}

    /** KVM_EXIT_IRQ_WINDOW_OPEN: from here on the guest takes an interrupt, as was asked for. */
    record InterruptWindow() implements CpuExit {}

    /** KVM_EXIT_INTR: it was kicked, or a signal came to its thread. */
    record Interrupted() implements CpuExit {}

    /** KVM_EXIT_SHUTDOWN: a fault in the handling of a fault in the handling of a fault; a real processor resets. */
    record Shutdown() implements CpuExit {}

    /** KVM_EXIT_FAIL_ENTRY: the hardware refuses the state that the processor is in. */
    record EntryRefused(long reason) implements CpuExit {}

    /** KVM_EXIT_INTERNAL_ERROR: KVM does not know how to go on; 1 means that it cannot emulate an instruction. */
    record Confused(int reason) implements CpuExit {}

    /** A reason that this code does not know. */
    record Other(int reason) implements CpuExit {}
}
