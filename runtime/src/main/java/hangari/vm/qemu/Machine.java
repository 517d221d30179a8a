package hangari.vm.qemu;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * A machine, as QEMU is told to play it.
 *
 * @param kernel what it starts
 * @param initramfs the root that the kernel unpacks
 * @param memory in MiB
 * @param append more of the kernel's command line
 */
public record Machine(
        Board board, Accelerator accelerator, Path kernel, Path initramfs, int memory, int processors, String append) {
    /**
     * The kernel's command line. "panic=-1" has a kernel that panics start again at once, which QEMU is told not to do:
     * so the emulator ends with its guest. Source: the kernel's {@code admin-guide/kernel-parameters.rst}.
     */
    String commandLine() {
        String line = "console=" + board.console() + " quiet panic=-1 reboot=t mitigations=off";
        if (accelerator == Accelerator.TCG && board != Board.VIRT) {
            OptionalLong clock = HostClock.THIS.kilohertz();
            line += clock.isPresent() ? " tsc_early_khz=" + clock.getAsLong() : "";
        }
        return append.isEmpty() ? line : line + " " + append;
    }

    /**
     * The command line of QEMU. Source: qemu(1).
     *
     * @param ports of each port of the guest, the number of the socket that it leads to
     */
    public List<String> arguments(Path emulator, List<String> ports) {
        List<String> all = new ArrayList<>(List.of(
                emulator.toString(),
                "-accel",
                accelerator.qemu(),
                "-machine",
                board.machine(),
                "-cpu",
                accelerator.processor(),
                "-smp",
                Integer.toString(processors),
                "-m",
                memory + "M",
                "-nodefaults",
                "-no-user-config",
                "-no-reboot",
                "-display",
                "none",
                "-serial",
                "stdio",
                "-kernel",
                kernel.toString(),
                "-initrd",
                initramfs.toString(),
                "-append",
                commandLine(),
                "-device",
                board.serial()));
        for (int i = 0; i < ports.size(); i++) {
            all.addAll(List.of(
                    "-chardev", "socket,id=port" + (i + 1) + ",fd=" + ports.get(i),
                    "-device", "virtserialport,chardev=port" + (i + 1) + ",nr=" + (i + 1)));
        }
        return all;
    }
}
