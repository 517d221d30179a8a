package hangari.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import hangari.cli.state.StateDirectory;
import hangari.lesson.model.Feature;
import hangari.lesson.model.Language;
import hangari.lesson.model.Lesson;
import hangari.lesson.play.LessonPlayer;
import hangari.lesson.play.LessonRecord;
import hangari.lesson.play.Rehearsal;
import hangari.lesson.play.SessionBench;
import hangari.lesson.source.Course;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every lesson on the real kernel: a start fails, every wrong answer fails with its own hint, the answer passes. */
class EveryLessonTest {
    @TempDir
    static Path state;

    private static Surroundings surroundings;
    private static Course course;
    private static Map<Feature, String> missing;
    private static int answers;

    @BeforeAll
    static void open() {
        surroundings = new Surroundings(
                Path.of("..").toAbsolutePath().normalize(), new StateDirectory(state.resolve("상태 dir")), "en", false);
        course = Course.read(surroundings.course());
        try (Classroom classroom = Classroom.open(surroundings)) {
            missing = classroom.missing(Arrays.asList(Feature.values()), Phrases.in(Language.EN));
        }
    }

    @AfterAll
    static void leaveNothing() throws Exception {
        try (var left = Files.list(surroundings.state().sessions())) {
            assertThat(left).isEmpty();
        }
        assertThat(answers).as("answers that were run").isPositive();
    }

    @Test
    void noLessonHasAFault() {
        assertThat(course.problems()).isEmpty();
    }

    @TestFactory
    List<DynamicTest> startsFailWrongAnswersEarnTheirHintsAndModelAnswersPass() {
        return course.lessons().stream()
                .map(lesson -> dynamicTest(
                        lesson.id(), () -> assertThat(rehearse(lesson)).isEmpty()))
                .toList();
    }

    private static List<String> rehearse(Lesson lesson) {
        try (Classroom classroom = Classroom.open(surroundings);
                LessonPlayer player = new LessonPlayer(
                        lesson, LessonRecord.NEW, Language.EN, new SessionBench(classroom.settings()), missing)) {
            Rehearsal.Report report = Rehearsal.of(player);
            answers += report.answers();
            return report.faults();
        }
    }
}
