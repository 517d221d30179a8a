package hangari.bench;

import hangari.container.life.Answer;
import hangari.container.life.ContainerDraft;
import hangari.container.life.keep.Containers;
import hangari.linux.Keeper;
import hangari.linux.proc.ProcFs;
import hangari.linux.proc.SmapsRollup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How many containers are alive at once, and what their manager pays for each: {@code Alive STATE ROOT COUNT}.
 *
 * <p>Memory is proportional set size: a page that several processes share counts for each by its share.
 */
final class Alive {
    private static final int STEPS = 5;
    private static final long KIB = 1024;

    private Alive() {}

    public static void main(String[] args) throws InterruptedException {
        int count = Integer.parseInt(args[2]);
        try (Containers containers = Containers.open(Path.of(args[0]))) {
            start(containers, args[1], 1);
            long before = manager();
            System.out.printf(
                    "%-10s %12s %14s %12s %12s%n", "alive", "manager KiB", "keepers KiB", "each KiB", "start ms");
            for (int step = 1; step <= STEPS; step++) {
                int wanted = count * step / STEPS;
                long begin = System.nanoTime();
                int more = wanted - alive(containers);
                start(containers, args[1], more);
                double millis = (System.nanoTime() - begin) / 1e6 / more;
                row(containers, before, millis);
            }
            long begin = System.nanoTime();
            for (Answer.Row row : containers.list(true).rows()) {
                containers.remove(row.id(), true);
            }
            System.out.printf("all were killed and removed in %.1f s%n", (System.nanoTime() - begin) / 1e9);
        }
    }

    private static void start(Containers containers, String root, int count) {
        for (int i = 0; i < count; i++) {
            var config = ContainerDraft.ofDirectories(List.of(root))
                    .network("none")
                    .command("sleep", "100000")
                    .config();
            containers.start(containers.create("", config).id());
        }
    }

    private static int alive(Containers containers) {
        return containers.list(false).rows().size();
    }

    private static void row(Containers containers, long before, double millis) throws InterruptedException {
        int alive = alive(containers);
        long manager = manager();
        long keepers = keepers();
        System.out.printf(
                "%-10d %12d %14d %12d %12.1f%n", alive, manager, keepers, (manager - before + keepers) / alive, millis);
    }

    private static long manager() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(100);
        }
        return kib(ProcFs.host().self());
    }

    private static long keepers() {
        ProcFs proc = ProcFs.host();
        List<Long> keepers = new ArrayList<>();
        for (long pid : proc.pids()) {
            List<String> command = proc.commandLine(pid).value().orElse(List.of());
            boolean ours = proc.stat(pid)
                    .value()
                    .map(stat -> stat.parent() == proc.self())
                    .orElse(false);
            if (ours && !command.isEmpty() && command.get(0).equals(Keeper.NAME)) {
                keepers.add(pid);
            }
        }
        return keepers.stream().mapToLong(Alive::kib).sum();
    }

    private static long kib(long pid) {
        return ProcFs.host().memory(pid).value().map(SmapsRollup::proportional).orElse(0L) / KIB;
    }
}
