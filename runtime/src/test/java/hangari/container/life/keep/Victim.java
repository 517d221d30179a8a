package hangari.container.life.keep;

import hangari.container.life.ContainerDraft;
import hangari.container.life.RestartPolicy;
import hangari.container.life.State;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;

/** A process that looks after containers and is killed at it. It says on its standard output what it has done. */
final class Victim {
    private Victim() {}

    /** {@code once STATE ROOT}: one life of a container; {@code load STATE ROOT SEED}: many, without an end. */
    public static void main(String[] args) throws InterruptedException {
        ContainerDraft draft = ContainerDraft.ofDirectories(List.of(args[2])).network("none");
        try (Containers containers = Containers.open(Path.of(args[1]))) {
            if (args[0].equals("once")) {
                once(containers, draft);
            } else {
                load(containers, draft, Long.parseLong(args[3]));
            }
        }
    }

    private static void once(Containers containers, ContainerDraft draft) {
        var config = draft.command("sh", "-c", "echo began; exec sleep 1000").config();
        String id = containers.create("victim", config).id();
        say("created " + id);
        containers.start(id);
        say("started " + id);
        containers.pause(id);
        containers.unpause(id);
        containers.rename(id, "renamed");
        say("stopping " + id);
        containers.stop(id, Optional.empty(), OptionalInt.of(0));
        say("stopped " + id);
        containers.remove(id, false);
        say("removed " + id);
    }

    private static void load(Containers containers, ContainerDraft draft, long seed) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        List<String> ours = Collections.synchronizedList(new ArrayList<>());
        containers.list(true).rows().forEach(row -> ours.add(row.id()));
        say("opened");
        for (int i = 0; i < 3; i++) {
            Random random = new Random(seed + i);
            Thread thread = new Thread(() -> live(containers, draft, ours, random));
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void live(Containers containers, ContainerDraft draft, List<String> ours, Random random) {
        while (true) {
            String command = random.nextBoolean() ? "yes | head -n 3000; exec sleep 1000" : "exec sleep 1000";
            var config = draft.command("sh", "-c", command)
                    .restart(RestartPolicy.parse(random.nextBoolean() ? "no" : "on-failure"))
                    .config();
            String id = containers.create("", config).id();
            say("created " + id);
            containers.start(id);
            say("started " + id);
            ours.add(id);
            while (ours.size() > 4) {
                end(containers, ours, random);
            }
        }
    }

    private static void end(Containers containers, List<String> ours, Random random) {
        String victim;
        synchronized (ours) {
            if (ours.isEmpty()) {
                return;
            }
            victim = ours.remove(random.nextInt(ours.size()));
        }
        say("stopping " + victim);
        if (random.nextBoolean() && containers.inspect(victim).state() instanceof State.Running) {
            containers.stop(victim, Optional.empty(), OptionalInt.of(0));
        }
        containers.remove(victim, true);
        say("removed " + victim);
    }

    private static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
