package hangari.lesson.play;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.lesson.check.Message;
import hangari.lesson.check.Mismatch;
import hangari.lesson.check.Verdict;
import hangari.lesson.model.Check;
import hangari.lesson.model.Language;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    private static Verdict failed(String hint) {
        return new Verdict.Failed(
                new Check.Exit(0), new Mismatch("0", "1", new Message("한글", "no")), Optional.of(hint));
    }

    private static Rehearsal.Report rehearse(Referee referee) {
        return Rehearsal.of(
                new LessonPlayer(Fixture.LESSON, LessonRecord.NEW, Language.EN, new FakeBench(), Map.of(), referee));
    }

    private static boolean isWrong(java.util.List<hangari.lesson.check.Evidence> boxes) {
        return boxes.get(boxes.size() - 1).program().contains("wrong");
    }

    @Test
    void findsNoFaultInASoundLesson() {
        var report = rehearse((step, boxes, value) -> isWrong(boxes) ? failed("close") : new Verdict.Passed());

        assertThat(report.faults()).isEmpty();
        assertThat(report.answers()).isEqualTo(4);
    }

    @Test
    void findsAWrongAnswerThatPasses() {
        assertThat(rehearse((step, boxes, value) -> new Verdict.Passed()).faults())
                .containsExactly("jar/task: a wrong answer passes: box wrong");
    }

    @Test
    void findsAWrongAnswerWithAnotherHint() {
        assertThat(rehearse((step, boxes, value) -> isWrong(boxes) ? failed("other") : new Verdict.Passed())
                        .faults())
                .containsExactly("jar/task: a wrong answer earns the hint other instead of close: box wrong");
    }

    @Test
    void findsAModelAnswerThatDoesNotPass() {
        assertThat(rehearse((step, boxes, value) -> failed("close")).faults())
                .containsExactly(
                        "jar/first: its model answer does not pass",
                        "jar/task: its model answer does not pass",
                        "jar/last: its model answer does not pass");
    }
}
