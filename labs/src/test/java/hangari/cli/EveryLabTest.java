package hangari.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import hangari.cli.state.StateDirectory;
import hangari.cli.state.Sweep;
import hangari.lab.Grade;
import hangari.lab.Grader;
import hangari.lab.Lab;
import hangari.lab.LabRehearsal;
import hangari.lab.Labs;
import hangari.lesson.model.Feature;
import hangari.lesson.model.Language;
import hangari.lesson.model.Step;
import hangari.lesson.play.Auto.StepResult;
import hangari.lesson.play.Referee;
import hangari.lesson.play.SessionBench;
import hangari.lesson.source.Course;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every lab on the real kernel: its start reaches no goal, every wrong answer earns its hint, the solution passes. */
class EveryLabTest {
    @TempDir
    static Path state;

    private static Surroundings surroundings;
    private static Labs labs;
    private static Map<Feature, String> missing;
    private static int goals;

    @BeforeAll
    static void open() {
        surroundings = new Surroundings(
                Path.of("..").toAbsolutePath().normalize(), new StateDirectory(state.resolve("상태 dir")), "en", false);
        labs = Labs.read(surroundings.labs(), Course.read(surroundings.course()));
        try (Classroom classroom = Classroom.open(surroundings)) {
            missing = classroom.missing(Arrays.asList(Feature.values()), Phrases.in(Language.EN));
        }
    }

    @AfterAll
    static void leaveNothing() throws Exception {
        try (var left = Files.list(surroundings.state().sessions())) {
            assertThat(left).isEmpty();
        }
        assertThat(Sweep.run(surroundings.state())).isEqualTo(new Sweep.Result(0, 0, List.of()));
        assertThat(goals).as("goals that were proved").isPositive();
    }

    @Test
    void noLabHasAFault() {
        assertThat(labs.problems()).isEmpty();
        assertThat(labs.labs()).isNotEmpty();
    }

    @TestFactory
    List<DynamicTest> keepsWhatItPromises() {
        return labs.labs().stream()
                .map(lab -> dynamicTest(lab.id(), () -> prove(lab)))
                .toList();
    }

    private static void prove(Lab lab) {
        assertThat(lab.goals()).as("wrong answers of each goal").noneMatch(goal -> goal.wrong()
                .isEmpty());
        try (Classroom classroom = Classroom.open(surroundings);
                SessionBench bench = new SessionBench(classroom.settings())) {
            Grader grader = new Grader(lab, bench, Referee.KERNEL);
            List<StepResult> results = LabRehearsal.of(lab, grader, Language.EN, missing, result -> {})
                    .results();
            assertThat(results).hasSameSizeAs(lab.goals()).noneMatch(StepResult.Failed.class::isInstance);
            goals += (int)
                    results.stream().filter(StepResult.Passed.class::isInstance).count();
        }
    }

    /** A wall by hand, a wall of layers, an escape without a directory of its own: the code is nobody's business. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "var at = jail.path().toString(); box(\"ls\", \"/\").then(bind(at, at), chdir(at), pivotRoot(\".\", \".\"),"
                        + " detach(\".\"), chdir(\"/\")).then(escape).run();",
                "box(\"ls\", \"/\").layers(jail).then(escape).run();",
                "box(\"ls\", \"/\").root(jail).then(escape).start().await();",
            })
    void theWallMayBeBuiltInAnyWay(String wall) {
        Lab lab = labs.lab("escape").orElseThrow();
        String code = "var jail = rootfs(\"/bin/ls\");\n"
                + "Step[] escape = {chroot(\"etc\"), chdir(\"../\".repeat(20)), chroot(\".\")};\n" + wall;
        assertThat(reached(lab, code)).isEqualTo(Set.of("walled"));
    }

    private static Set<String> reached(Lab lab, String code) {
        try (Classroom classroom = Classroom.open(surroundings);
                SessionBench bench = new SessionBench(classroom.settings())) {
            return new Grader(lab, bench, Referee.KERNEL)
                    .runAnew(code).goals().stream()
                            .filter(Grade.Mark::reached)
                            .map(Grade.Mark::goal)
                            .map(Step::id)
                            .collect(java.util.stream.Collectors.toSet());
        }
    }
}
