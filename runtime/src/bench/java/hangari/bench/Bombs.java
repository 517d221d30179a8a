package hangari.bench;

import hangari.container.life.ContainerDraft;
import hangari.container.life.Request.LogQuery;
import hangari.container.life.State;
import hangari.container.life.keep.Containers;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How long the host takes to answer while a container takes all that it can get: {@code Bombs STATE ROOT SECONDS}.
 *
 * <p>Each bomb is run with the limits that a lesson sets, and with large ones. Without any, as {@code hangari run} has it, a
 * container can take the whole machine, and the supervisor with it: that is docker's default, too.
 */
final class Bombs {
    private static final Map<String, String> SCRIPTS = Map.of(
            "nothing", "sleep 1000",
            "fork", "b() { b & b & }; b; while :; do sleep 1; done",
            "memory", "tail /dev/zero",
            "disk", "dd if=/dev/zero of=/scratch/file bs=1M count=1024; sleep 1000",
            "output", "yes",
            "descriptors", "i=3; while eval \"exec $i</dev/null\"; do i=$((i+1)); done; sleep 1000",
            "processor", "for i in 1 2 3 4 5 6 7 8; do while :; do :; done & done; wait");

    private static final List<String> ORDER =
            List.of("nothing", "fork", "memory", "disk", "output", "descriptors", "processor");

    private final Containers containers;
    private final Path state;
    private final String root;
    private final long nanos;

    private Bombs(Containers containers, Path state, String root, long seconds) {
        this.containers = containers;
        this.state = state;
        this.root = root;
        this.nanos = seconds * 1_000_000_000L;
    }

    public static void main(String[] args) throws Exception {
        Path state = Path.of(args[0]);
        try (Containers containers = Containers.open(state)) {
            Bombs bombs = new Bombs(containers, state, args[1], Long.parseLong(args[2]));
            System.out.printf(
                    "%-12s %-8s %8s %8s %8s %8s  %s%n", "bomb", "limits", "start", "write", "ps", "removed", "verdict");
            bombs.run("nothing", true); // for the warmth
            System.out.println();
            for (String bomb : ORDER) {
                bombs.run(bomb, true);
                bombs.run(bomb, false);
            }
        }
    }

    private void run(String bomb, boolean limits) throws Exception {
        ContainerDraft draft = ContainerDraft.ofDirectories(List.of(root))
                .network("none")
                .command("sh", "-c", SCRIPTS.get(bomb))
                .tmpfs("/scratch:size=" + (limits ? "16m" : "512m"));
        if (limits) {
            draft.memory("64m").memorySwap("64m").pids(64).cpus(0.5);
        } else {
            draft.memory("2g").memorySwap("2g").pids(2000);
        }
        String id = containers.create("", draft.config()).id();
        containers.start(id);
        double start = 0;
        double write = 0;
        double list = 0;
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            start = Math.max(
                    start, millis(() -> new ProcessBuilder("/bin/true").start().waitFor()));
            write = Math.max(write, millis(this::write));
            list = Math.max(list, millis(() -> containers.list(true)));
        }
        containers.stop(id, Optional.empty(), OptionalInt.of(0));
        String verdict = verdict(id);
        double removed = millis(() -> containers.remove(id, true));
        System.out.printf(
                "%-12s %-8s %8.0f %8.0f %8.0f %8.0f  %s%n",
                bomb, limits ? "lesson's" : "large", start, write, list, removed, verdict);
    }

    private void write() throws IOException {
        Path file = state.resolve("answer");
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            channel.write(java.nio.ByteBuffer.allocate(4096));
        }
        Files.delete(file);
    }

    private String verdict(String id) {
        State.Exited exited = containers.inspect(id).state().last().orElseThrow();
        return exited.code() + (exited.oom() ? " OOM" : "") + lastLine(id);
    }

    private String lastLine(String id) {
        StringBuilder said = new StringBuilder();
        try (var logs = containers.logs(id, LogQuery.ALL.last(1))) {
            for (var frame = logs.next(); frame.isPresent() && said.length() < 80; frame = logs.next()) {
                said.append(frame.get().text());
            }
        }
        String line = said.toString().strip();
        return line.isEmpty() ? "" : ": " + line.substring(0, Math.min(60, line.length()));
    }

    private interface Deed {
        void run() throws Exception;
    }

    private static double millis(Deed deed) throws Exception {
        long begin = System.nanoTime();
        deed.run();
        return (System.nanoTime() - begin) / 1e6;
    }
}
