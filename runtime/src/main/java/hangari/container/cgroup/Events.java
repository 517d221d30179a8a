package hangari.container.cgroup;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * How often the limits of a group were felt; a value is missing if the group is in no tree that counts it.
 *
 * @param oomKills processes that were killed for want of memory
 * @param memoryAtLimit times that memory ran into the limit, killed or not
 * @param forksRefused times that a fork was refused by the limit of pids
 * @param periodsThrottled periods in which the limit of cpus was used up
 */
public record Events(
        OptionalLong oomKills, OptionalLong memoryAtLimit, OptionalLong forksRefused, OptionalLong periodsThrottled) {
    /** Nothing was counted. */
    public static final Events NONE =
            new Events(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());

    // cgroup-v2.rst: memory.events has max and oom_kill; cgroup-v1/memory.rst: memory.failcnt "show the number of
    // memory
    // usage hits limits", and memory.oom_control has oom_kill. pids.events has max in both.
    static Events of(Map<Path, Version> directories) {
        GroupFiles files = new GroupFiles(directories);
        OptionalLong kills = files.keyed("memory.events", "oom_kill");
        OptionalLong limit = files.keyed("memory.events", "max");
        return new Events(
                kills.isPresent() ? kills : files.keyed("memory.oom_control", "oom_kill"),
                limit.isPresent() ? limit : files.number("memory.failcnt"),
                files.keyed("pids.events", "max"),
                files.keyed("cpu.stat", "nr_throttled"));
    }

    /** Whether a process was killed for want of memory. */
    public boolean outOfMemory() {
        return oomKills.orElse(0) > 0;
    }

    /** What is counted, in words. */
    @Override
    public String toString() {
        return Stream.of(
                        counted("killed for want of memory", oomKills),
                        counted("at the memory limit", memoryAtLimit),
                        counted("forks refused", forksRefused),
                        counted("periods throttled", periodsThrottled))
                .flatMap(Optional::stream)
                .reduce((before, next) -> before + ", " + next)
                .orElse("nothing is counted");
    }

    private static Optional<String> counted(String what, OptionalLong count) {
        return count.isPresent() ? Optional.of(what + " " + count.getAsLong()) : Optional.empty();
    }
}
