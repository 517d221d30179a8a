package hangari.cli.container;

import hangari.container.cgroup.ByteSize;
import hangari.container.life.ContainerDraft;
import hangari.container.life.LogLimit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how much of the machine a container may use. */
final class LimitOptions {
    @Option(
            names = {"-m", "--memory"},
            paramLabel = "SIZE",
            description = "at most this much memory, such as 64m")
    private String memory = "";

    @Option(
            names = "--memory-swap",
            paramLabel = "SIZE",
            description = "memory and swap together; -1: no limit of swap")
    private String memorySwap = "";

    @Option(names = "--cpus", paramLabel = "N", description = "this many processors' worth of time, such as 0.5")
    private double cpus;

    @Option(
            names = {"-c", "--cpu-shares"},
            paramLabel = "N",
            description = "its weight where processors are scarce; 1024 is the usual")
    private int cpuShares;

    @Option(names = "--pids-limit", paramLabel = "N", description = "at most this many processes and threads")
    private long pids;

    @Option(names = "--blkio-weight", paramLabel = "N", description = "its weight where disks are scarce, 10 to 1000")
    private int blkioWeight;

    @Option(names = "--oom-score-adj", paramLabel = "N", description = "how readily it is ended for want of memory")
    private @Nullable Integer oomScoreAdj;

    @Option(names = "--ulimit", paramLabel = "NAME=SOFT[:HARD]", description = "a limit for each process")
    private List<String> ulimits = List.of();

    @Option(
            names = "--log-opt",
            paramLabel = "NAME=VALUE",
            description = "max-size=SIZE, max-file=N: how much of its output is kept")
    private Map<String, String> log = Map.of();

    void apply(ContainerDraft draft) {
        draft.memory(memory)
                .memorySwap(memorySwap)
                .cpus(cpus)
                .cpuShares(cpuShares)
                // docker run: "set -1 for unlimited"
                .pids(Math.max(0, pids))
                .blkioWeight(blkioWeight)
                .log(log());
        if (oomScoreAdj != null) {
            draft.oomScoreAdj(oomScoreAdj);
        }
        ulimits.forEach(draft::ulimit);
    }

    private LogLimit log() {
        long bytes = LogLimit.DEFAULT.bytes();
        int files = LogLimit.DEFAULT.files();
        for (Map.Entry<String, String> option : log.entrySet()) {
            String value = option.getValue();
            switch (option.getKey()) {
                case "max-size" -> bytes = ByteSize.parse(value).bytes();
                case "max-file" -> files = count(value);
                default ->
                    throw new IllegalArgumentException(
                            "no log option " + option.getKey() + ": use max-size and max-file");
            }
        }
        return new LogLimit(bytes, files);
    }

    private static int count(String text) {
        if (!text.matches("[1-9][0-9]{0,3}")) {
            throw new IllegalArgumentException("cannot keep \"" + text + "\" files of output: use 1 to 9999");
        }
        return Integer.parseInt(text);
    }
}
