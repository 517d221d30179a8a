package hangari.vm.qemu;

/** Who runs the guest's instructions. */
public enum Accelerator {
    /** The processor, by {@code /dev/kvm}. */
    KVM("kvm", "host"),
    /** QEMU, which translates them. */
    TCG("tcg", "max");

    private final String name;
    private final String processor;

    Accelerator(String name, String processor) {
        this.name = name;
        this.processor = processor;
    }

    /** What QEMU calls it. */
    public String qemu() {
        return name;
    }

    /** The processor that the guest sees. */
    String processor() {
        return processor;
    }
}
