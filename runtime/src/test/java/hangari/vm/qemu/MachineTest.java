package hangari.vm.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.linux.Arch;
import hangari.vm.fault.VmException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine as a command line, and what it is made from. */
class MachineTest {
    @TempDir
    private Path folder;

    @Test
    void aMachineIsACommandLine() {
        var machine = new Machine(
                Board.VIRT, Accelerator.KVM, Path.of("/k"), Path.of("/proc/self/fd/9"), 128, 2, "rdinit=/agent");

        assertThat(machine.arguments(Path.of("/usr/bin/qemu"), List.of("7", "8")))
                .containsExactly(
                        "/usr/bin/qemu",
                        "-accel",
                        "kvm",
                        "-machine",
                        "virt",
                        "-cpu",
                        "host",
                        "-smp",
                        "2",
                        "-m",
                        "128M",
                        "-nodefaults",
                        "-no-user-config",
                        "-no-reboot",
                        "-display",
                        "none",
                        "-serial",
                        "stdio",
                        "-kernel",
                        "/k",
                        "-initrd",
                        "/proc/self/fd/9",
                        "-append",
                        "console=ttyAMA0 quiet panic=-1 reboot=t mitigations=off rdinit=/agent",
                        "-device",
                        "virtio-serial-device",
                        "-chardev",
                        "socket,id=port1,fd=7",
                        "-device",
                        "virtserialport,chardev=port1,nr=1",
                        "-chardev",
                        "socket,id=port2,fd=8",
                        "-device",
                        "virtserialport,chardev=port2,nr=2");
    }

    @Test
    void anEmulatorThatIsNotThereIsToBeInstalled() {
        assertThatThrownBy(() -> new EmulatorSearch(List.of(folder)).find(Arch.AARCH64))
                .isInstanceOf(VmException.class)
                .hasMessage("qemu-system-aarch64 is not installed: apt-get install qemu-system-arm");
    }

    @Test
    void theRatedFrequencyIsTheCounters() throws IOException {
        Path info = Files.writeString(
                folder.resolve("cpuinfo"), "model name\t: Some(R) CPU @ 2.40GHz\ncpu MHz\t\t: 3100.123\n");
        Path cpu = Files.createDirectories(folder.resolve("cpu0/cpufreq")).getParent();

        assertThat(new HostClock(info, cpu).kilohertz()).hasValue(2_400_000);

        Files.writeString(cpu.resolve("cpufreq/base_frequency"), "2500000\n");
        assertThat(new HostClock(info, cpu).kilohertz()).hasValue(2_500_000);
    }

    @Test
    void theFrequencyOfTheMomentIsOnlyWhereNobodyChangesIt() throws IOException {
        Path info = Files.writeString(folder.resolve("cpuinfo"), "cpu MHz\t\t: 2599.998\n");
        Path cpu = Files.createDirectories(folder.resolve("cpu0"));

        assertThat(new HostClock(info, cpu).kilohertz()).hasValue(2_599_998);

        Files.createDirectory(cpu.resolve("cpufreq"));
        assertThat(new HostClock(info, cpu).kilohertz()).isEmpty();
    }
}
