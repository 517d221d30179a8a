package hangari.container.cgroup;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What the members of a group have used, together; a value is missing if the group is in no tree that counts it.
 *
 * @param memory bytes now, caches included
 * @param memoryPeak the most it ever was
 * @param cpuMicros processor time in microseconds
 * @param throttledMicros how long they were kept waiting by the limit of cpus, in microseconds
 * @param pids tasks now, threads included
 */
public record Statistics(
        OptionalLong memory,
        OptionalLong memoryPeak,
        OptionalLong cpuMicros,
        OptionalLong throttledMicros,
        OptionalLong pids) {
    /** Nothing was counted. */
    public static final Statistics NONE = new Statistics(
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty());

    // cgroup-v1/memory.rst and cgroup-v2.rst, "Memory Interface Files"; cpuacct.usage and throttled_time of version 1
    // count nanoseconds (cgroup-v1/cpuacct.rst, scheduler/sched-bwc.rst).
    static Statistics of(Map<Path, Version> directories) {
        GroupFiles files = new GroupFiles(directories);
        return new Statistics(
                files.number("memory.current", "memory.usage_in_bytes"),
                files.number("memory.peak", "memory.max_usage_in_bytes"),
                or(files.keyed("cpu.stat", "usage_usec"), micros(files.number("cpuacct.usage"))),
                or(files.keyed("cpu.stat", "throttled_usec"), micros(files.keyed("cpu.stat", "throttled_time"))),
                files.number("pids.current"));
    }

    private static OptionalLong or(OptionalLong first, OptionalLong second) {
        return first.isPresent() ? first : second;
    }

    private static OptionalLong micros(OptionalLong nanos) {
        return nanos.isPresent() ? OptionalLong.of(nanos.getAsLong() / 1000) : nanos;
    }
}
