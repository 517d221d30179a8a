package hangari.lesson.play.screen;

import hangari.lesson.check.Verdict;
import hangari.lesson.play.Attempt;
import hangari.lesson.play.LessonPlayer;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;

/** What came of an input: values and errors, the evidence, the verdict, the prediction, a hint. */
final class AttemptView {
    private final Look look;
    private final Phrases phrases;
    private final LessonPlayer player;
    private final OutcomeView outcomes;

    AttemptView(Look look, Phrases phrases, LessonPlayer player) {
        this.look = look;
        this.phrases = phrases;
        this.player = player;
        this.outcomes = new OutcomeView(look, phrases);
    }

    /** The whole of it, in the order in which it is read. */
    List<AttributedString> lines(Attempt attempt) {
        List<AttributedString> lines =
                new ArrayList<>(outcomes.lines(attempt.outcome(), attempt.evidence(), !attempt.passed()));
        if (attempt.firstPass() || !player.passed()) {
            lines.addAll(judgement(attempt)); // what is tried freely afterwards is nobody's mistake
        }
        return lines;
    }

    /** Without the values: what looking again showed. */
    List<AttributedString> again(Attempt attempt) {
        List<AttributedString> lines =
                new ArrayList<>(outcomes.evidence(attempt.outcome(), attempt.evidence(), !attempt.passed()));
        lines.addAll(judgement(attempt));
        return lines;
    }

    private List<AttributedString> judgement(Attempt attempt) {
        List<AttributedString> lines = new ArrayList<>();
        attempt.verdict().ifPresent(verdict -> lines.addAll(verdict(verdict)));
        attempt.hint().ifPresent(hint -> lines.addAll(look.prose(phrases.say("verdict.hint", hint.text()))));
        attempt.prediction().ifPresent(foresight -> lines.addAll(foresight(foresight)));
        if (attempt.firstPass() && !player.stepText().evidence().isBlank()) {
            lines.add(AttributedString.EMPTY);
            lines.addAll(look.prose(player.stepText().evidence()));
        }
        return lines;
    }

    private List<AttributedString> verdict(Verdict verdict) {
        if (verdict instanceof Verdict.Failed failed) {
            List<AttributedString> lines = new ArrayList<>();
            lines.add(look.bad(phrases.say("verdict.failed")));
            lines.addAll(look.prose(failed.mismatch().message().in(player.language())));
            return lines;
        }
        return List.of(look.good(phrases.say("verdict.passed")));
    }

    private List<AttributedString> foresight(Attempt.Foresight foresight) {
        List<AttributedString> lines = new ArrayList<>();
        lines.add(look.strong(phrases.say(foresight.right() ? "predict.right" : "predict.wrong")));
        lines.addAll(look.prose(foresight.reply()));
        return lines;
    }
}
