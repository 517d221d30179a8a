package hangari.container.cgroup;

import hangari.container.cgroup.Setting.Value;
import java.util.List;
import java.util.Optional;

/** Turns limits into settings, in the order in which the kernel takes them. */
final class Settings {
    private static final long PERIOD = 100_000;
    private static final long LEAST_QUOTA = 1_000;
    private static final String NO_SWAP =
            "swap is not limited: this kernel keeps no account of it;" + " boot it with swapaccount=1 if it has swap";

    private Settings() {}

    /** All that these limits ask of one controller. */
    static List<Setting> of(Controller controller, Version version, Limits limits) {
        List<Optional<Setting>> all =
                switch (controller) {
                    case MEMORY -> List.of(memory(version, limits), swap(version, limits));
                    case CPU -> List.of(cpus(version, limits), shares(version, limits));
                    case PIDS -> List.of(pids(limits));
                    case IO -> List.of(weight(version, limits));
                };
        return all.stream().flatMap(Optional::stream).toList();
    }

    // cgroup-v1/memory.rst: "memory.limit_in_bytes: set/show limit of memory usage"; cgroup-v2.rst: "memory.max:
    // memory usage hard limit".
    private static Optional<Setting> memory(Version version, Limits limits) {
        String file = version == Version.V1 ? "memory.limit_in_bytes" : "memory.max";
        return limits.memory()
                .map(size -> Setting.of(Controller.MEMORY, "limit memory to " + size, file, size.bytes()));
    }

    // docker-run(1): "If --memory-swap is unset, and --memory is set, the container can use as much swap as the
    // --memory setting".
    private static Optional<Setting> swap(Version version, Limits limits) {
        return limits.memory().map(memory -> {
            ByteSize total = limits.memorySwap().orElse(memory.doubled());
            return new Setting(
                    Controller.MEMORY,
                    "limit memory and swap to " + total,
                    List.of(swap(version, memory, total)),
                    limits.memorySwap().isPresent() ? "" : NO_SWAP);
        });
    }

    // cgroup-v1/memory.rst: "memory.memsw.limit_in_bytes: set/show limit of memory+Swap usage", -1 for none; it
    // cannot be below memory.limit_in_bytes, so it is written after it. cgroup-v2.rst: memory.swap.max is of swap
    // alone.
    private static Value swap(Version version, ByteSize memory, ByteSize total) {
        if (version == Version.V1) {
            return new Value("memory.memsw.limit_in_bytes", Long.toString(total.bytes()));
        }
        String swap = total.unlimited() ? "max" : Long.toString(total.bytes() - memory.bytes());
        return new Value("memory.swap.max", swap);
    }

    // scheduler/sched-bwc.rst: "cpu.cfs_quota_us: run-time replenished within a period (in microseconds)", at least
    // 1 ms; cgroup-v2.rst: cpu.max is "$MAX $PERIOD".
    private static Optional<Setting> cpus(Version version, Limits limits) {
        if (limits.cpus().isEmpty()) {
            return Optional.empty();
        }
        double cpus = limits.cpus().getAsDouble();
        long quota = Math.max(LEAST_QUOTA, Math.round(cpus * PERIOD));
        String wish = "limit cpus to " + cpus;
        // The period of a new group of version 1 is the same 100 ms: only the quota has to be written.
        return Optional.of(
                version == Version.V1
                        ? Setting.of(Controller.CPU, wish, "cpu.cfs_quota_us", quota)
                        : Setting.of(Controller.CPU, wish, "cpu.max", quota + " " + PERIOD));
    }

    private static Optional<Setting> shares(Version version, Limits limits) {
        if (limits.cpuShares().isEmpty()) {
            return Optional.empty();
        }
        int shares = limits.cpuShares().getAsInt();
        String wish = "set cpu shares to " + shares;
        // Shares go from 2 to 262144, cpu.weight from 1 to 10000 (cgroup-v2.rst): the line between the ends.
        return Optional.of(
                version == Version.V1
                        ? Setting.of(Controller.CPU, wish, "cpu.shares", shares)
                        : Setting.of(Controller.CPU, wish, "cpu.weight", 1 + (shares - 2) * 9999L / 262_142));
    }

    // cgroup-v1/pids.rst and cgroup-v2.rst: "pids.max: hard limit of number of processes"; threads count as well.
    private static Optional<Setting> pids(Limits limits) {
        if (limits.pids().isEmpty()) {
            return Optional.empty();
        }
        long count = limits.pids().getAsLong();
        return Optional.of(Setting.of(Controller.PIDS, "limit pids to " + count, "pids.max", count));
    }

    // The files of the weight belong to the disk's scheduler: block/bfq-iosched.rst names blkio.bfq.weight and
    // io.bfq.weight (1 to 1000); cgroup-v2.rst io.weight (1 to 10000); blkio.weight was that of CFQ, until 5.0.
    private static Optional<Setting> weight(Version version, Limits limits) {
        if (limits.blkioWeight().isEmpty()) {
            return Optional.empty();
        }
        int weight = limits.blkioWeight().getAsInt();
        String text = Integer.toString(weight);
        List<Value> choices = version == Version.V1
                ? List.of(new Value("blkio.bfq.weight", text), new Value("blkio.weight", text))
                : List.of(
                        new Value("io.bfq.weight", text),
                        new Value("io.weight", "default " + (1 + (weight - 10) * 9999L / 990)));
        return Optional.of(new Setting(Controller.IO, "set blkio weight to " + weight, choices, ""));
    }
}
