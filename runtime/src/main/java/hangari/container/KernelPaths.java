package hangari.container;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What of the kernel's own files a container cannot see, and what it cannot change.
 *
 * @param masked hidden: an empty device over a file, an empty directory over a directory
 * @param readOnly seen, but not to be written
 * @param sysReadOnly whether {@code /sys} and the cgroups in it are read-only as a whole
 */
public record KernelPaths(List<String> masked, List<String> readOnly, boolean sysReadOnly) {
    /** Docker's lists. Source: moby, daemon/pkg/oci, DefaultLinuxSpec. */
    public static final KernelPaths DOCKER = new KernelPaths(
            maskedByDocker(), List.of("/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"), true);

    /** Nothing hidden, and all to be written by who has the capability. */
    public static final KernelPaths OPEN = new KernelPaths(List.of(), List.of(), false);

    private static List<String> maskedByDocker() {
        List<String> masked = new ArrayList<>(List.of(
                "/proc/acpi",
                "/proc/asound",
                "/proc/interrupts",
                "/proc/kcore",
                "/proc/keys",
                "/proc/latency_stats",
                "/proc/sched_debug",
                "/proc/scsi",
                "/proc/timer_list",
                "/proc/timer_stats",
                "/sys/devices/virtual/powercap",
                "/sys/firmware"));
        // How often a processor was too hot tells what others compute on it (moby, GHSA-6fw5-f8r9-fgfm).
        for (int cpu = 0; Files.isDirectory(Path.of("/sys/devices/system/cpu/cpu" + cpu)); cpu++) {
            masked.add("/sys/devices/system/cpu/cpu" + cpu + "/thermal_throttle");
        }
        return masked;
    }

    public KernelPaths {
        masked = List.copyOf(masked);
        readOnly = List.copyOf(readOnly);
    }

    KernelPaths withoutLists() {
        return new KernelPaths(List.of(), List.of(), sysReadOnly);
    }
}
