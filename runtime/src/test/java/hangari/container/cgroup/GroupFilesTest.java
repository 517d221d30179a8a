package hangari.container.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What version 2 would say, in a directory laid out like a group. */
class GroupFilesTest {
    @TempDir
    Path group;

    @Test
    void version2IsReadIntoTheSameValues() throws Exception {
        Files.writeString(group.resolve("memory.current"), "1052672\n");
        Files.writeString(group.resolve("memory.peak"), "2052672\n");
        Files.writeString(
                group.resolve("memory.events"), "low 0\nhigh 0\nmax 31\noom 1\noom_kill 1\noom_group_kill 0\n");
        Files.writeString(group.resolve("pids.current"), "3\n");
        Files.writeString(group.resolve("pids.events"), "max 5\n");
        Files.writeString(
                group.resolve("cpu.stat"),
                "usage_usec 4200\nuser_usec 4000\nsystem_usec 200\nnr_periods 9\nnr_throttled 7\nthrottled_usec 880\n");

        Statistics used = Statistics.of(Map.of(group, Version.V2));
        Events felt = Events.of(Map.of(group, Version.V2));

        assertThat(used.memory()).hasValue(1052672);
        assertThat(used.memoryPeak()).hasValue(2052672);
        assertThat(used.cpuMicros()).hasValue(4200);
        assertThat(used.throttledMicros()).hasValue(880);
        assertThat(used.pids()).hasValue(3);
        assertThat(felt)
                .hasToString(
                        "killed for want of memory 1, at the memory limit 31, forks refused 5, periods throttled 7");
    }

    @Test
    void whatNoTreeCountsIsMissingAndNotZero() {
        assertThat(Statistics.of(Map.of(group, Version.V2)).memory()).isEmpty();
        assertThat(Events.of(Map.of(group, Version.V2)).oomKills()).isEmpty();
        assertThat(Events.of(Map.of(group, Version.V2)).outOfMemory()).isFalse();
        assertThat(Events.of(Map.of(group, Version.V2))).hasToString("nothing is counted");
    }
}
