package hangari.container.life.keep;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.container.life.Answer;
import hangari.container.life.ContainerDetails;
import hangari.container.life.ContainerDraft;
import hangari.container.life.Frame;
import hangari.container.life.Request.Attach;
import hangari.container.life.Request.Condition;
import hangari.container.life.Request.LogQuery;
import hangari.container.life.State;
import hangari.network.port.PortMapping;
import hangari.peer.Rights;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A supervisor is killed, and another takes up what it left: containers on a bridge with a port, a name and volumes, if
 * this user may have such a network, else without one.
 *
 * <p>How often it is killed at random can be said by {@code -Dhangari.life.kills=500}, and with which seed by {@code
 * -Dhangari.life.seed}.
 */
@Timeout(3600)
class KilledSupervisorTest {
    private static final int KILLED = 137;
    private static final int KILLS = Integer.getInteger("hangari.life.kills", 4);
    private static final long SEED = Long.getLong("hangari.life.seed", System.nanoTime());
    private static final int WEB = 8080;
    private static final int LONGEST_MILLIS = 800;

    @TempDir
    Path folder;

    private Yard yard;
    private Optional<Street> street = Optional.empty();
    private Victims victims;
    private String bystander;
    private String web;

    @BeforeEach
    void somebodyElseLives() throws Exception {
        yard = new Yard(folder);
        street = Street.possible() ? Optional.of(Street.open()) : Optional.empty();
        street.ifPresent(here -> yard.on(here.settings));
        victims = new Victims(yard, folder, street);
        try (Containers containers = yard.open()) {
            bystander = started(
                    containers,
                    "bystander",
                    yard.sh("echo before; read x; echo after; exit 3").interactive(true));
            ContainerDraft server = yard.sh("while nc -l -p 7 -e echo pong; do :; done");
            street.ifPresent(here -> server.network("bridge").publish(WEB + ":7"));
            web = started(containers, "web", server);
        }
    }

    private String started(Containers containers, String name, ContainerDraft draft) {
        String id =
                containers.create(name, draft.env(yard.mark("LIFE")).config()).id();
        yard.ids.add(id);
        containers.start(id);
        return id;
    }

    @AfterEach
    void leaveNothing() throws Exception {
        victims.close();
        try (Containers containers = yard.open()) {
            for (Answer.Row row : containers.list(true).rows()) {
                containers.remove(row.id(), true);
            }
        }
        assertThat(yard.remains()).isEmpty();
        if (street.isPresent()) {
            assertThat(street.get().remains()).isEmpty();
            street.get().close();
        }
    }

    @Test
    void atEachPointOfALifeNothingIsLeftAndNothingIsLost() throws Exception {
        Rights.assumeGroups();
        List<String> points = Points.all();
        assertThat(points.stream().map(point -> Act.valueOf(point.split("\\.")[0])))
                .as("each act has its points")
                .containsAll(EnumSet.allOf(Act.class));
        for (String point : points) {
            haltedAt(point);
        }
    }

    private void haltedAt(String point) throws Exception {
        Victims.One victim = victims.halted(point);
        assertThat(victim.process().waitFor()).as("it was halted at " + point).isEqualTo(KILLED);
        yard.ids.addAll(victim.said("created"));
        try (Containers containers = yard.open()) {
            assertThat(containers.notes()).as(point).isEmpty();
            List<Answer.Row> rows = containers.list(true).rows().stream()
                    .filter(row -> !Set.of(bystander, web).contains(row.id()))
                    .toList();
            rows.forEach(row -> yard.ids.add(row.id()));
            String what = rows.isEmpty() ? "nothing" : rows.get(0).state().word();
            if (Points.BEFORE_IT_IS.contains(point) || Points.GONE.contains(point)) {
                assertThat(what).as(point).isEqualTo("nothing");
            } else if (Points.NOT_STARTED.contains(point)) {
                assertThat(what).as(point).isEqualTo("created");
            } else if (Points.ALIVE.contains(point)) {
                assertThat(what).as(point).isIn("running", "paused");
            } else {
                containers.await(rows.get(0).id(), Condition.NOT_RUNNING);
            }
            nothingIsLeft(containers, point);
            rows.forEach(row -> containers.remove(row.id(), true));
            nothingIsLeft(containers, point);
            theWebIsThere(containers, point);
            assertThat(containers.inspect(bystander).state()).as(point).isInstanceOf(State.Running.class);
        }
    }

    @Test
    void outputAndStatusOutliveAKill() throws Exception {
        Victims.One victim = victims.load(1, 2);
        victim.begin();
        victim.awaitWord("opened");
        victim.kill();
        yard.ids.addAll(victim.said("created"));
        try (Containers containers = yard.open()) {
            containers.attach(new Attach(bystander, false, true, false)).send(Frame.stdin(new byte[] {'\n'}));
            assertThat(containers.await(bystander, Condition.NOT_RUNNING).code())
                    .isEqualTo(3);
            assertThat(Yard.hear(containers.logs(bystander, LogQuery.ALL)).out())
                    .isEqualTo("before\nafter\n");
        }
    }

    @Test
    void atRandomUnderLoadNothingIsLeftAndNothingIsLost() throws Exception {
        Random random = new Random(SEED);
        Set<String> living = new HashSet<>(Set.of(bystander, web));
        Set<String> doomed = new HashSet<>();
        int lives = 0;
        long seed = random.nextLong();
        if (KILLS > 20) {
            victims.manyToCome();
        }
        for (int kill = 1; kill <= KILLS; kill++) {
            long next = random.nextLong();
            Victims.One victim = victims.load(seed, next);
            seed = next;
            victim.begin();
            // Some are killed while they take up what the one before them left.
            if (random.nextInt(4) > 0) {
                victim.awaitWord("opened");
            }
            TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_MILLIS));
            victim.kill();
            lives += victim.said("created").size();
            yard.ids.addAll(victim.said("created"));
            living.addAll(victim.said("started"));
            doomed.addAll(victim.said("stopping"));
            living.removeAll(doomed);
            String when = "kill " + kill + " with seed " + SEED;
            try (Containers containers = yard.open()) {
                assertThat(containers.notes()).as(when).isEmpty();
                assertThat(ids(containers, true)).as(when).containsAll(living);
                containers.list(true).rows().forEach(row -> isAsItShould(containers, row, doomed, when));
                nothingIsLeft(containers, when);
                theWebIsThere(containers, when);
                living.retainAll(ids(containers, true));
            }
        }
        System.out.println(KILLS + " kills, " + lives + " containers, seed " + SEED);
    }

    private static Set<String> ids(Containers containers, boolean all) {
        return containers.list(all).rows().stream().map(Answer.Row::id).collect(Collectors.toSet());
    }

    /** What lives is served, and what has ended has its exit code; both have their output. */
    private void isAsItShould(Containers containers, Answer.Row row, Set<String> doomed, String when) {
        yard.ids.add(row.id());
        boolean began = !(row.state() instanceof State.Created);
        switch (row.labels().getOrDefault(Victim.LABEL, "")) {
            case "long" -> {
                if (began && !doomed.contains(row.id())) {
                    assertThat(containers.inspect(row.id()).state().alive())
                            .as(when)
                            .isTrue();
                    assertThat(Yard.hearUntil(containers.logs(row.id(), LogQuery.ALL.following()), "end\n"))
                            .as(when)
                            .isEqualTo(Victim.LONG_OUTPUT);
                }
            }
            case "short" -> {
                if (began && !doomed.contains(row.id())) {
                    int code = containers.await(row.id(), Condition.NOT_RUNNING).code();
                    assertThat(code).as(when).isEqualTo(Victim.SHORT_CODE);
                    assertThat(Yard.output(containers, row.id())).as(when).isEqualTo(Victim.SHORT_OUTPUT);
                }
            }
            default -> assertThat(row.state()).as(when).isInstanceOf(State.Running.class);
        }
        if (doomed.contains(row.id())) {
            containers.remove(row.id(), true); // it may be about to end
        } else if (!containers.inspect(row.id()).state().alive()) {
            containers.await(row.id(), Condition.NOT_RUNNING); // and all that it had has been taken away
        }
    }

    /** Of those that do not run there is a directory with what they wrote, and nothing else. */
    private void nothingIsLeft(Containers containers, String when) throws Exception {
        Set<String> alive = ids(containers, false);
        Set<String> all = ids(containers, true);
        Set<String> directories = all.stream()
                .map(id -> yard.state.resolve("containers").resolve(id).toString())
                .collect(Collectors.toSet());
        List<String> remains = yard.remains(alive.toArray(String[]::new));
        remains.removeAll(directories);
        remains.removeIf(left -> all.stream().anyMatch(id -> left.endsWith("layers/stacks/" + id)));
        assertThat(remains).as(when).isEmpty();
        for (String id : all) {
            assertThat(yard.state
                            .resolve("containers")
                            .resolve(id)
                            .resolve("run")
                            .toFile())
                    .as(when)
                    .satisfies(run -> assertThat(run.exists()).isEqualTo(alive.contains(id)));
        }
        assertThat(yard.awaitNone("EXEC")).as(when).isEmpty();
        if (street.isPresent()) {
            onTheStreet(containers, when);
        }
    }

    /** A cable for each that lives, a rule for each port, and a bridge for all. */
    private void onTheStreet(Containers containers, String when) {
        List<ContainerDetails> alive = ids(containers, false).stream()
                .map(containers::inspect)
                .filter(one -> one.address().isPresent())
                .toList();
        Set<String> ends = alive.stream().map(one -> one.id().substring(0, 8)).collect(Collectors.toSet());
        List<String> links = street.orElseThrow().links();
        assertThat(links).as(when).hasSize(alive.isEmpty() ? 0 : alive.size() + 1);
        assertThat(links.stream().filter(name -> name.startsWith("hj")).map(name -> name.substring(name.length() - 8)))
                .as(when)
                .containsExactlyInAnyOrderElementsOf(ends);
        assertThat(street.get().ledTo())
                .as(when)
                .isEqualTo(
                        alive.stream().map(one -> one.address().get()).collect(Collectors.toCollection(TreeSet::new)));
    }

    /** It has kept its address, and it is found by its name and by its port. */
    private void theWebIsThere(Containers containers, String when) {
        ContainerDetails details = containers.inspect(web);
        assertThat(details.state()).as(when).isInstanceOf(State.Running.class);
        if (street.isPresent()) {
            String address = details.address().orElseThrow();
            String gateway = address.substring(0, address.lastIndexOf('.')) + ".1";
            assertThat(details.ports())
                    .as(when)
                    .isEqualTo(List.of(PortMapping.parse(WEB + ":7").get(0).toString()));
            assertThat(street.get().heard(WEB)).as(when).isEqualTo("pong\n");
            assertThat(street.get().asked(gateway, "web")).as(when).isEqualTo(address);
        }
    }
}
