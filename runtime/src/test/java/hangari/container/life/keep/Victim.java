package hangari.container.life.keep;

import hangari.container.life.ContainerDraft;
import hangari.container.life.LifeException;
import hangari.container.life.Request.ExecConfig;
import hangari.container.life.RestartPolicy;
import hangari.container.life.State;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;

/** A process that looks after containers and is killed at it. It says on its standard output what it has done. */
final class Victim {
    /** What a container of each kind writes before it does nothing more, or ends. */
    static final String LONG_OUTPUT = "y\n".repeat(3000) + "end\n";

    static final String SHORT_OUTPUT = "begin\nend\n";
    static final int SHORT_CODE = 7;
    static final String LABEL = "kind";

    private static final int AT_ONCE = 5;

    private final Containers containers;
    private final Yard yard;
    private final String network;
    private final List<String> ours = Collections.synchronizedList(new ArrayList<>());

    private Victim(Containers containers, Yard yard, String network) {
        this.containers = containers;
        this.yard = yard;
        this.network = network;
    }

    /**
     * {@code once STATE ROOT NETWORK}: one life of a container; {@code load STATE ROOT NETWORK SEED}: many, without an
     * end, as soon as there is a byte to be read.
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        boolean once = args[0].equals("once");
        if (!once && System.in.read() < 0) {
            return; // nobody wants it any more
        }
        Yard yard = new Yard(Path.of(args[1]), Path.of(args[2]));
        try (Containers containers = yard.open()) {
            Victim victim = new Victim(containers, yard, args[3]);
            if (once) {
                victim.once();
            } else {
                victim.load(Long.parseLong(args[4]));
            }
        }
    }

    private ContainerDraft draft(String kind, String script) {
        ContainerDraft draft = yard.sh(script)
                .network(network)
                .env(yard.mark("LIFE"))
                .label(LABEL, kind)
                .volume("jar:/named")
                .volume("/nameless");
        return network.equals("bridge") ? draft.publish("7") : draft;
    }

    private void once() {
        String id = containers
                .create("victim", draft("long", "echo began; exec sleep 1000").config())
                .id();
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

    private void load(long seed) throws InterruptedException {
        containers.list(true).rows().stream()
                .filter(row -> row.labels().containsKey(LABEL))
                .forEach(row -> ours.add(row.id()));
        say("opened");
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Random random = new Random(seed + i);
            Thread thread = new Thread(() -> live(random));
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void live(Random random) {
        while (true) {
            String id = containers.create("", any(random).config()).id();
            say("created " + id);
            containers.start(id);
            say("started " + id);
            ours.add(id);
            act(id, random);
            while (ours.size() >= AT_ONCE) {
                end(random);
            }
        }
    }

    private ContainerDraft any(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> draft("short", "echo begin; sleep 0.0" + random.nextInt(10) + "; echo end; exit " + SHORT_CODE);
            case 1 ->
                draft("long", "yes | head -n 3000; echo end; exec sleep 1000")
                        .restart(RestartPolicy.parse("on-failure"));
            case 2 -> draft("long", "yes | head -n 9000 > /named/y; yes | head -n 3000; echo end; exec sleep 1000");
            default -> draft("long", "yes | head -n 3000; echo end; exec sleep 1000");
        };
    }

    private void act(String id, Random random) {
        try {
            switch (random.nextInt(4)) {
                case 0 -> {
                    containers.pause(id);
                    containers.unpause(id);
                }
                case 1 -> containers.rename(id, "again" + id.substring(0, 12));
                case 2 -> {
                    ExecConfig config = new ExecConfig(
                            List.of("sleep", "1000"), List.of(yard.mark("EXEC")), "", "", false, false, false);
                    containers.execStart(containers.execCreate(id, config), true);
                }
                default -> {}
            }
        } catch (LifeException e) {
            // A short one is over; and others end whatever they find.
            if (e.kind() != LifeException.Kind.CONFLICT && e.kind() != LifeException.Kind.NOT_FOUND) {
                throw e;
            }
        }
    }

    private void end(Random random) {
        String doomed;
        synchronized (ours) {
            if (ours.isEmpty()) {
                return;
            }
            doomed = ours.remove(random.nextInt(ours.size()));
        }
        say("stopping " + doomed);
        if (random.nextBoolean() && containers.inspect(doomed).state() instanceof State.Running) {
            containers.stop(doomed, Optional.empty(), OptionalInt.of(0));
        }
        containers.remove(doomed, true);
        say("removed " + doomed);
    }

    private static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
