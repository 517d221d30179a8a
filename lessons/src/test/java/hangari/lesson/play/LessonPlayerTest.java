package hangari.lesson.play;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.lesson.check.Evidence;
import hangari.lesson.check.Message;
import hangari.lesson.check.Mismatch;
import hangari.lesson.check.Verdict;
import hangari.lesson.model.Check;
import hangari.lesson.model.Feature;
import hangari.lesson.model.Language;
import hangari.lesson.model.Step;
import hangari.lesson.play.Reply.Reason;
import hangari.lesson.shell.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LessonPlayerTest {
    private final FakeBench bench = new FakeBench();
    private LessonPlayer player = player(LessonRecord.NEW, Map.of());

    private LessonPlayer player(LessonRecord record, Map<Feature, String> missing) {
        return new LessonPlayer(Fixture.LESSON, record, Language.EN, bench, missing, LessonPlayerTest::judge);
    }

    /** Any box passes, but for the wrong one. */
    private static Verdict judge(Step step, List<Evidence> boxes, Optional<String> value) {
        boolean wrong = boxes.isEmpty() || boxes.get(boxes.size() - 1).program().contains("wrong");
        return wrong
                ? new Verdict.Failed(
                        new Check.Exit(0), new Mismatch("0", "1", new Message("한글", "wrong box")), Optional.of("close"))
                : new Verdict.Passed();
    }

    private Attempt run(String code) {
        return ((Reply.Tried) player.play(new Move.Run(code))).attempt();
    }

    @Test
    void playsFromTheFirstStepToTheEnd() {
        assertThat(player.play(new Move.Predict("own"))).isEqualTo(new Reply.Predicted("own"));
        assertThat(((Reply.Tried) player.play(new Move.RunShown())).attempt().passed())
                .isTrue();
        assertThat(player.play(new Move.Next())).isInstanceOf(Reply.Arrived.class);
        assertThat(run("int own = 1").passed()).isFalse();
        assertThat(run("var jar = box b").passed()).isTrue();
        player.play(new Move.Next());
        run("box c");
        assertThat(player.play(new Move.Next())).isInstanceOf(Reply.Finished.class);
        assertThat(player.record().finished()).isTrue();
        assertThat(player.record().done()).isEqualTo(3);
        assertThat(player.record().visit()).isEmpty();
    }

    @Test
    void tellsHowThePredictionTurnedOutOnceTheStepIsPassed() {
        player.play(new Move.Predict("shared"));

        assertThat(run("box wrong").prediction()).isEmpty();
        assertThat(run("box a").prediction())
                .hasValue(new Attempt.Foresight("shared", false, "no, that is the misconception"));
        assertThat(run("box a").prediction()).isEmpty();
        assertThat(player.record().step("first").right()).hasValue(false);
    }

    @Test
    void asksForAPredictionUntilOneIsMade() {
        assertThat(player.asksForPrediction()).isTrue();
        assertThat(player.play(new Move.Predict("nothing"))).isEqualTo(refused(Reason.NO_SUCH_CHOICE, "nothing"));
        player.play(new Move.Predict("own"));
        assertThat(player.asksForPrediction()).isFalse();
        player.play(new Move.Jump("task"));
        assertThat(player.play(new Move.Predict("own"))).isEqualTo(refused(Reason.NO_PREDICTION, ""));
    }

    @Test
    void judgesOnlyWhatCanBeJudged() {
        assertThat(run("int a = 1").verdict()).isEmpty();
        assertThat(run("bad").verdict()).isEmpty();
        assertThat(run("box wrong").verdict()).isPresent();
    }

    @Test
    void drawsAHintFromWhatWasObserved() {
        player.play(new Move.Jump("task"));

        assertThat(run("box wrong").hint()).hasValue(new Attempt.Observed("close", "close, but wrong"));
    }

    @Test
    void givesOneWrittenHintAfterTheOther() {
        assertThat(player.play(new Move.Hint())).isEqualTo(new Reply.HintGiven("nudge", 1, 2));
        assertThat(player.play(new Move.Hint())).isEqualTo(new Reply.HintGiven("nearly", 2, 2));
        assertThat(player.play(new Move.Hint())).isEqualTo(refused(Reason.NO_MORE_HINTS, ""));
    }

    @Test
    void showsTheSolutionAndThenItsCode() {
        player.play(new Move.Jump("task"));
        assertThat(player.play(new Move.RunShown())).isEqualTo(refused(Reason.NO_CODE_SHOWN, ""));

        assertThat(player.play(new Move.Solution())).isEqualTo(new Reply.Solved("var jar = box b", "so it is"));
        assertThat(player.shownCode()).isEqualTo("var jar = box b");
    }

    @Test
    void jumpsWithTheModelAnswersOfTheStepsInBetween() {
        player.play(new Move.Jump("3"));
        run("box c");

        assertThat(bench.session).containsExactly("box a", "var jar = box b", "tidy", "box c");
        assertThat(player.record().step("first").done()).isFalse();
        assertThat(player.play(new Move.Jump("4"))).isEqualTo(refused(Reason.NO_SUCH_STEP, "4"));
        assertThat(player.play(new Move.Jump("nowhere"))).isEqualTo(refused(Reason.NO_SUCH_STEP, "nowhere"));
    }

    @Test
    void rebuildsWithTheLearnersOwnCodeOfTheStepsThatWereDone() {
        run("int own = 1");
        run("box own");
        player.play(new Move.Next());
        player.play(new Move.Reset());
        run("box b");

        assertThat(bench.session).containsExactly("int own = 1", "box own", "box b");
    }

    @Test
    void undoesTheLastAcceptedInput() {
        run("int a = 1");
        run("box a");
        run("bad");
        assertThat(player.passed()).isTrue();

        assertThat(player.play(new Move.Undo())).isEqualTo(new Reply.Undone("box a", 1));
        assertThat(player.passed()).isFalse();
        player.prepare();
        assertThat(bench.session).containsExactly("int a = 1");
        player.play(new Move.Undo());
        assertThat(player.play(new Move.Undo())).isEqualTo(refused(Reason.NOTHING_TO_UNDO, ""));
    }

    @Test
    void resetsToTheBeginningOfTheStep() {
        run("int a = 1");
        player.play(new Move.Reset());
        player.prepare();

        assertThat(bench.session).isEmpty();
        assertThat(player.record().visit().orElseThrow().inputs()).isEmpty();
    }

    @Test
    void goesBackToTheStateBeforeTheEarlierStep() {
        run("box a");
        player.play(new Move.Next());
        run("box b");
        player.play(new Move.Back());
        player.prepare();

        assertThat(player.step().id()).isEqualTo("first");
        assertThat(player.passed()).isFalse();
        assertThat(player.record().step("first").done()).isTrue();
        assertThat(bench.session).isEmpty();
        assertThat(player.play(new Move.Back())).isEqualTo(refused(Reason.FIRST_STEP, ""));
    }

    @Test
    void resumesWhereTheRecordSays() {
        run("box a");
        player.play(new Move.Next());
        run("int mine = 1");
        LessonRecord saved = player.record();

        bench.renew();
        bench.session.clear();
        player = player(saved, Map.of());
        assertThat(player.step().id()).isEqualTo("task");
        run("box b");
        assertThat(bench.session).containsExactly("box a", "int mine = 1", "box b");
    }

    @Test
    void beginsAnewWhenTheRecordedStepIsGone() {
        LessonRecord gone = LessonRecord.NEW.at(LessonRecord.Visit.begin("was-renamed"));

        assertThat(player(gone, Map.of()).step().id()).isEqualTo("first");
    }

    @Test
    void rebuildsTheSessionThatLostItsVm() {
        run("int a = 1");
        assertThat(run("crash").outcome().end()).hasValue(Outcome.End.VM_LOST);

        run("int b = 2");
        assertThat(bench.session).containsExactly("int a = 1", "int b = 2");
        assertThat(bench.renewals).isEqualTo(1);
    }

    @Test
    void doesNotReplayWhatWasInterrupted() {
        run("loop");
        run("int a = 1");
        player.play(new Move.Undo());

        assertThat(player.record().visit().orElseThrow().inputs()).isEmpty();
    }

    @Test
    void leavesASkippedStepAsIfTheModelAnswerHadBeenGiven() {
        player.play(new Move.Next());
        run("box b");

        assertThat(bench.session).containsExactly("box a", "box b");
    }

    @Test
    void givesTheNextStepTheVariablesOfTheModelAnswer() {
        player.play(new Move.Jump("task"));
        run("box other");
        player.play(new Move.Next());

        assertThat(bench.session).containsExactly("box a", "box other", "var jar = box b", "tidy");
    }

    @Test
    void doesNotRunTheModelAnswerWhenItsVariablesAreThere() {
        player.play(new Move.Jump("task"));
        run("String jar = null");
        run("box other");
        player.play(new Move.Next());

        assertThat(bench.session).containsExactly("box a", "String jar = null", "box other", "tidy");
    }

    @Test
    void saysWhyTheMachineCannotRunAStep() {
        player = player(LessonRecord.NEW, Map.of(Feature.OVERLAY, "no overlayfs: modprobe overlay"));

        player.play(new Move.Jump("last"));
        assertThat(player.missing()).containsExactly("overlay: no overlayfs: modprobe overlay");
        assertThat(player.play(new Move.Next())).isInstanceOf(Reply.Finished.class);
    }

    @Test
    void speaksTheOtherLanguageFromNowOn() {
        player.play(new Move.Speak(Language.KO));

        assertThat(player.stepText().title()).isEqualTo("한글 First");
        assertThat(player.play(new Move.Hint())).isEqualTo(new Reply.HintGiven("한글 nudge", 1, 2));
    }

    @Test
    void looksAgainAtWhatTheLastInputStarted() {
        assertThat(player.play(new Move.Check())).isEqualTo(refused(Reason.NOTHING_TO_CHECK, ""));
        run("box wrong");

        assertThat(player.play(new Move.Check())).isInstanceOfSatisfying(Reply.Tried.class, tried -> assertThat(
                        tried.attempt().passed())
                .isFalse());
    }

    private static Reply refused(Reason reason, String value) {
        return new Reply.Refused(reason, value);
    }
}
