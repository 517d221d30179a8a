package hangari.container.life.translate;

import hangari.container.cgroup.Limits;
import hangari.container.life.HostConfig;

/** What a container may use at most, from docker's flags; a zero there is "no limit". */
final class Bounds {
    private Bounds() {}

    static Limits of(HostConfig host) {
        return Objection.orElse(() -> {
            Limits limits = Limits.none();
            if (asked(host.memory())) {
                limits = limits.withMemory(host.memory());
            }
            if (asked(host.memorySwap())) {
                limits = limits.withMemorySwap(host.memorySwap());
            }
            if (host.cpus() != 0) {
                limits = limits.withCpus(host.cpus());
            }
            if (host.cpuShares() != 0) {
                limits = limits.withCpuShares(host.cpuShares());
            }
            // docker-run(1), --pids-limit: "set -1 for unlimited"
            if (host.pids() != 0 && host.pids() != -1) {
                limits = limits.withPids(host.pids());
            }
            return host.blkioWeight() == 0 ? limits : limits.withBlkioWeight(host.blkioWeight());
        });
    }

    private static boolean asked(String size) {
        return !size.isEmpty() && !size.equals("0");
    }
}
