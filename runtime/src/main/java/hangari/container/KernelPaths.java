package hangari.container;

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
            List.of(
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
                    "/sys/firmware"),
            List.of("/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"),
            true);

    /** Nothing hidden, and all to be written by who has the capability. */
    public static final KernelPaths OPEN = new KernelPaths(List.of(), List.of(), false);

    public KernelPaths {
        masked = List.copyOf(masked);
        readOnly = List.copyOf(readOnly);
    }

    KernelPaths withoutLists() {
        return new KernelPaths(List.of(), List.of(), sysReadOnly);
    }
}
