package hangari.lesson.play;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.lesson.check.Message;
import hangari.lesson.check.Mismatch;
import hangari.lesson.check.Verdict;
import hangari.lesson.model.Check;
import hangari.lesson.model.Feature;
import hangari.lesson.model.Language;
import hangari.lesson.play.Auto.StepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AutoTest {
    private static final Referee PLEASED = (step, boxes, value) -> new Verdict.Passed();
    private static final Referee DISPLEASED = (step, boxes, value) -> new Verdict.Failed(
            new Check.Exit(0), new Mismatch("0", "1", new Message("한글", "it exited with 1")), Optional.empty());

    private final List<StepResult> told = new ArrayList<>();

    private Auto.Report play(Referee referee, Map<Feature, String> missing, Optional<String> only) {
        try (var player =
                new LessonPlayer(Fixture.LESSON, LessonRecord.NEW, Language.EN, new FakeBench(), missing, referee)) {
            return Auto.play(player, only, told::add);
        }
    }

    @Test
    void playsEveryStepAndCountsThem() {
        Auto.Report report = play(PLEASED, Map.of(), Optional.empty());

        assertThat(report.passed()).isEqualTo(3);
        assertThat(report.failed()).isZero();
        assertThat(told).isEqualTo(report.results());
        assertThat(told).first().isEqualTo(new StepResult.Passed("jar", "first"));
    }

    @Test
    void saysWhyAStepFailed() {
        Auto.Report report = play(DISPLEASED, Map.of(), Optional.of("first"));

        assertThat(report.results()).containsExactly(new StepResult.Failed("jar", "first", "it exited with 1"));
    }

    @Test
    void skipsWhatTheMachineCannotRunAndSaysWhy() {
        Auto.Report report = play(PLEASED, Map.of(Feature.OVERLAY, "none: modprobe overlay"), Optional.empty());

        assertThat(report.passed()).isEqualTo(2);
        assertThat(report.skipped()).isEqualTo(1);
        assertThat(told).last().isEqualTo(new StepResult.Skipped("jar", "last", "overlay: none: modprobe overlay"));
    }

    @Test
    void addsTheReportsOfLessonsUp() {
        Auto.Report report =
                play(PLEASED, Map.of(), Optional.empty()).and(play(DISPLEASED, Map.of(), Optional.of("3")));

        assertThat(report.passed()).isEqualTo(3);
        assertThat(report.failed()).isEqualTo(1);
    }
}
