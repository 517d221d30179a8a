package hangari.container.cgroup;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a container may use at most, with the words and the bounds of {@code docker run}.
 *
 * <pre>{@code
 * var limits = Limits.none().withMemory("64m").withPids(20).withCpus(0.5);
 * }</pre>
 *
 * @param memory {@code --memory}
 * @param memorySwap {@code --memory-swap}: memory and swap together; if only memory is limited, twice that
 * @param cpus {@code --cpus}: how many processors' worth of time
 * @param cpuShares {@code --cpu-shares}: its weight where processors are scarce; 1024 is the usual
 * @param pids {@code --pids-limit}: how many tasks, threads included
 * @param blkioWeight {@code --blkio-weight}: its weight where disks are scarce, from 10 to 1000
 */
public record Limits(
        Optional<ByteSize> memory,
        Optional<ByteSize> memorySwap,
        OptionalDouble cpus,
        OptionalInt cpuShares,
        OptionalLong pids,
        OptionalInt blkioWeight) {
    private static final ByteSize LEAST_MEMORY = ByteSize.parse("6m");

    public Limits {
        memory.ifPresent(size -> need(size.compareTo(LEAST_MEMORY) >= 0, "memory", size, "give it at least 6m"));
        memorySwap.ifPresent(total -> memorySwap(memory, total));
        cpus.ifPresent(count -> need(count >= 0.01 && count <= 1_000_000, "cpus", count, "give it at least 0.01"));
        cpuShares.ifPresent(count -> need(
                count >= 2 && count <= 262_144, "cpu shares", count, "choose from 2 to 262144; 1024 is the usual"));
        pids.ifPresent(count -> need(count >= 1, "pids", count, "give it at least 1, for its first process"));
        blkioWeight.ifPresent(
                weight -> need(weight >= 10 && weight <= 1000, "blkio weight", weight, "choose from 10 to 1000"));
    }

    private static void memorySwap(Optional<ByteSize> memory, ByteSize total) {
        need(memory.isPresent(), "memory and swap", total, "limit memory as well");
        need(
                total.compareTo(memory.get()) >= 0,
                "memory and swap",
                total,
                "it is the sum of both, so give it at least the memory, " + memory.get());
    }

    private static void need(boolean holds, String what, Object value, String remedy) {
        if (!holds) {
            throw new IllegalArgumentException("cannot limit " + what + " to " + value + ": " + remedy);
        }
    }

    /** Nothing is limited. */
    public static Limits none() {
        return new Limits(
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                OptionalInt.empty());
    }

    /** At most so much memory, such as {@code 64m}; see {@link ByteSize#parse}. */
    public Limits withMemory(String size) {
        return new Limits(Optional.of(ByteSize.parse(size)), memorySwap, cpus, cpuShares, pids, blkioWeight);
    }

    /** At most so much memory and swap together; {@code -1} leaves swap without a limit. */
    public Limits withMemorySwap(String total) {
        ByteSize size = total.equals("-1") ? ByteSize.UNLIMITED : ByteSize.parse(total);
        return new Limits(memory, Optional.of(size), cpus, cpuShares, pids, blkioWeight);
    }

    /** At most so many processors' worth of time: 0.5 is half of one. */
    public Limits withCpus(double count) {
        return new Limits(memory, memorySwap, OptionalDouble.of(count), cpuShares, pids, blkioWeight);
    }

    /** This weight among those that want the same processors. */
    public Limits withCpuShares(int shares) {
        return new Limits(memory, memorySwap, cpus, OptionalInt.of(shares), pids, blkioWeight);
    }

    /** At most so many tasks. */
    public Limits withPids(long count) {
        return new Limits(memory, memorySwap, cpus, cpuShares, OptionalLong.of(count), blkioWeight);
    }

    /** This weight among those that want the same disks. */
    public Limits withBlkioWeight(int weight) {
        return new Limits(memory, memorySwap, cpus, cpuShares, pids, OptionalInt.of(weight));
    }
}
