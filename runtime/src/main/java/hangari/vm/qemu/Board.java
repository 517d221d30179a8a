package hangari.vm.qemu;

import hangari.linux.Arch;
import java.util.List;

/** What a machine is made of around its processor: the fewer devices, the faster its start. */
public enum Board {
    /** A handful of devices, and no firmware that would look for more; it starts a PVH kernel directly. */
    MICROVM("microvm,rtc=on,pit=on,pic=on,isa-serial=on", "virtio-serial-device", "ttyS0", "virtio_mmio"),
    /** The board of a PC. */
    PC("pc", "virtio-serial-pci", "ttyS0", "virtio_pci"),
    /** QEMU's own board for aarch64. */
    VIRT("virt", "virtio-serial-device", "ttyAMA0", "virtio_mmio");

    private final String machine;
    private final String serial;
    private final String console;
    private final String module;

    Board(String machine, String serial, String console, String module) {
        this.machine = machine;
        this.serial = serial;
        this.console = console;
        this.module = module;
    }

    String machine() {
        return machine;
    }

    /** The one on which a guest starts fastest, if its kernel can be started directly. */
    public static Board fastest(Arch arch, boolean direct) {
        if (arch == Arch.AARCH64) {
            return VIRT;
        }
        return direct && HostClock.THIS.kilohertz().isPresent() ? MICROVM : PC;
    }

    /** The device that has the ports. */
    String serial() {
        return serial;
    }

    /** What the guest's kernel calls the console. */
    public String console() {
        return console;
    }

    /** The modules by which a guest finds the ports. */
    public List<String> modules() {
        return List.of(module, "virtio_console");
    }
}
