package hangari.container.life.keep;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.container.life.Answer;
import hangari.container.life.Request.Condition;
import hangari.container.life.Request.LogQuery;
import hangari.container.life.State;
import hangari.peer.Rights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A supervisor is killed, and another takes up what it left.
 *
 * <p>How often it is killed at random can be said by {@code -Dhangari.life.kills=500}, and with which seed by {@code
 * -Dhangari.life.seed}.
 */
@Timeout(3600)
class KilledSupervisorTest {
    private static final int KILLED = 137;
    private static final int KILLS = Integer.getInteger("hangari.life.kills", 4);
    private static final long SEED = Long.getLong("hangari.life.seed", System.nanoTime());

    /** The points of one life, in order; what a container is at each of them afterwards. */
    private static final List<String> BEFORE_IT_IS = List.of("CREATE");

    private static final List<String> NOT_STARTED =
            List.of("CREATE.done", "OPEN", "OPEN.done", "RESERVE", "RESERVE.done", "GROUP", "GROUP.done", "LAUNCH");
    private static final List<String> ALIVE = List.of(
            "LAUNCH.done", "RUN.done", "PAUSE", "PAUSE.done", "UNPAUSE", "UNPAUSE.done", "RENAME", "RENAME.done");
    private static final List<String> ENDED = List.of("STOP", "END.done", "LOOSEN", "LOOSEN.done", "REMOVE");
    private static final List<String> GONE = List.of("REMOVE.half", "REMOVE.done");

    @TempDir
    Path folder;

    private Yard yard;
    private String bystander;
    private Process victim;

    @BeforeEach
    void somebodyElseLives() throws Exception {
        yard = new Yard(folder);
        try (Containers containers = yard.open()) {
            bystander = yard.created(
                    containers,
                    yard.sh("echo before; read x; echo after; exit 3").interactive(true));
            containers.start(bystander);
        }
    }

    @AfterEach
    void leaveNothing() throws Exception {
        if (victim != null) {
            victim.destroyForcibly().waitFor();
        }
        if (yard != null) {
            try (Containers containers = yard.open()) {
                for (Answer.Row row : containers.list(true).rows()) {
                    containers.remove(row.id(), true);
                }
            }
            assertThat(yard.remains()).isEmpty();
        }
    }

    private Process start(List<String> properties, String mode, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(properties);
        command.addAll(List.of(Victim.class.getName(), mode, yard.state.toString(), yard.root.toString()));
        command.addAll(List.of(more));
        victim = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(said().toFile())
                .start();
        return victim;
    }

    private Path said() {
        return folder.resolve("said");
    }

    private Set<String> said(String word) throws IOException {
        try (Stream<String> lines = Files.lines(said())) {
            return lines.filter(line -> line.startsWith(word + " "))
                    .map(line -> line.substring(word.length() + 1))
                    .collect(Collectors.toCollection(HashSet::new));
        }
    }

    @Test
    void atEachPointOfALifeNothingIsLeftAndNothingIsLost() throws Exception {
        Rights.assumeGroups();
        List<String> points = Stream.of(BEFORE_IT_IS, NOT_STARTED, ALIVE, ENDED, GONE)
                .flatMap(List::stream)
                .toList();
        assertThat(points.stream().map(point -> Act.valueOf(point.split("\\.")[0])))
                .as("each act has its points")
                .containsAll(EnumSet.allOf(Act.class));
        for (String point : points) {
            haltedAt(point);
        }
        try (Containers containers = yard.open()) {
            assertThat(containers.inspect(bystander).state()).isInstanceOf(State.Running.class);
        }
    }

    private void haltedAt(String point) throws Exception {
        Process process = start(List.of("-D" + Act.HALT + "=" + point), "once");
        assertThat(process.waitFor()).as("it was halted at " + point).isEqualTo(KILLED);
        yard.ids.addAll(said("created"));
        try (Containers containers = yard.open()) {
            assertThat(containers.notes()).as(point).isEmpty();
            List<Answer.Row> rows = containers.list(true).rows().stream()
                    .filter(row -> !row.id().equals(bystander))
                    .toList();
            rows.forEach(row -> yard.ids.add(row.id()));
            String what = rows.isEmpty() ? "nothing" : rows.get(0).state().word();
            if (BEFORE_IT_IS.contains(point) || GONE.contains(point)) {
                assertThat(what).as(point).isEqualTo("nothing");
            } else if (NOT_STARTED.contains(point)) {
                assertThat(what).as(point).isEqualTo("created");
            } else if (ALIVE.contains(point)) {
                assertThat(what).as(point).isIn("running", "paused");
            } else {
                containers.await(rows.get(0).id(), Condition.NOT_RUNNING);
            }
            for (Answer.Row row : rows) {
                if (!row.state().alive()) {
                    assertThat(yard.remains(bystander))
                            .as(point)
                            .allMatch(left -> left.endsWith("containers/" + row.id()));
                }
                containers.remove(row.id(), true);
            }
            assertThat(yard.remains(bystander)).as(point).isEmpty();
        }
    }

    @Test
    void outputAndStatusOutliveAKill() throws Exception {
        Process process = start(List.of(), "load", "1");
        while (Files.size(said()) == 0) {
            assertThat(process.isAlive()).isTrue();
            Thread.onSpinWait();
        }
        process.destroyForcibly().waitFor();
        yard.ids.addAll(said("created"));
        try (Containers containers = yard.open()) {
            containers
                    .attach(new hangari.container.life.Request.Attach(bystander, false, true, false))
                    .send(hangari.container.life.Frame.stdin(new byte[] {'\n'}));
            assertThat(containers.await(bystander, Condition.NOT_RUNNING).code())
                    .isEqualTo(3);
            assertThat(Yard.hear(containers.logs(bystander, LogQuery.ALL)).out())
                    .isEqualTo("before\nafter\n");
        }
    }

    @Test
    void atRandomUnderLoadNothingIsLeftAndNothingIsLost() throws Exception {
        Random random = new Random(SEED);
        Set<String> living = new HashSet<>(Set.of(bystander));
        for (int kill = 1; kill <= KILLS; kill++) {
            Process process = start(List.of(), "load", Long.toString(random.nextLong()));
            while (!Files.readString(said()).contains("opened")) {
                assertThat(process.isAlive()).isTrue();
                TimeUnit.MILLISECONDS.sleep(5);
            }
            TimeUnit.MILLISECONDS.sleep(random.nextInt(400));
            process.destroyForcibly().waitFor();
            yard.ids.addAll(said("created"));
            living.addAll(said("started"));
            living.removeAll(said("stopping"));
            try (Containers containers = yard.open()) {
                String when = "kill " + kill + " with seed " + SEED;
                assertThat(containers.notes()).as(when).isEmpty();
                Set<String> found = containers.list(false).rows().stream()
                        .map(Answer.Row::id)
                        .collect(Collectors.toSet());
                assertThat(found).as(when).containsAll(living);
                String[] known = containers.list(true).rows().stream()
                        .map(Answer.Row::id)
                        .toArray(String[]::new);
                yard.ids.addAll(Arrays.asList(known));
                assertThat(yard.remains(known)).as(when).isEmpty();
                living.retainAll(found);
            }
        }
    }
}
