package hangari.linux;

/** What can be asked of KVM. The numbers are those of {@code linux/kvm.h}; source: the kernel's "KVM API". */
enum KvmRequest {
    KVM_GET_API_VERSION(0xAE00),
    KVM_CREATE_VM(0xAE01),
    KVM_GET_VCPU_MMAP_SIZE(0xAE04),
    KVM_CREATE_VCPU(0xAE41),
    KVM_SET_USER_MEMORY_REGION(0x4020AE46),
    KVM_SET_TSS_ADDR(0xAE47),
    KVM_RUN(0xAE80),
    KVM_SET_REGS(0x4090AE82),
    KVM_GET_SREGS(0x8138AE83L),
    KVM_SET_SREGS(0x4138AE84),
    KVM_INTERRUPT(0x4004AE86),
    KVM_SET_SIGNAL_MASK(0x4004AE8B);

    private final long number;

    KvmRequest(long number) {
        this.number = number;
    }

    /** The call that asks this of a descriptor. */
    Call of(Fd fd, Arg argument) {
        return Call.of(Syscall.IOCTL, Arg.number(fd.number()), Arg.constant(number, name()), argument);
    }

    /** Asks, and returns what KVM answered. */
    long ask(Fd fd, Arg argument) {
        return Kernel.perform(of(fd, argument));
    }
}
