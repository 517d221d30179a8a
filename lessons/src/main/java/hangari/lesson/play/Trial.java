package hangari.lesson.play;

import hangari.lesson.check.Evidence;
import hangari.lesson.check.Verdict;
import hangari.lesson.model.Check;
import hangari.lesson.model.Step;
import hangari.lesson.shell.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Runs an input and judges it: first by what it did itself, then by all that was done in the step. */
final class Trial {
    private final Bench bench;
    private final Referee referee;
    private final ConcurrentSkipListMap<Integer, Evidence> sinceStep = new ConcurrentSkipListMap<>();

    Trial(Bench bench, Referee referee) {
        this.bench = bench;
        this.referee = referee;
    }

    /** What an input came to; the hint is the id of an observed one. */
    record Result(Outcome outcome, List<Evidence> evidence, Optional<Verdict> verdict, Optional<String> hint) {
        boolean passes() {
            return verdict.isPresent() && verdict.get().passed();
        }
    }

    /** What an input comes to that was stopped before it began. */
    static final Result INTERRUPTED = unjudged(new Outcome(List.of(), List.of(), Optional.of(Outcome.End.INTERRUPTED)));

    /** Another step begins, or another session: boxes are counted anew. */
    void forget() {
        sinceStep.clear();
    }

    Result run(Step step, String code, boolean ofTheLesson) {
        Outcome outcome = bench.eval(code);
        outcome.evidence().forEach(box -> sinceStep.put(box.box(), box));
        boolean judged = outcome.clean() && (ofTheLesson || !outcome.evidence().isEmpty() || looksAtValue(step));
        return judged ? judge(step, outcome, outcome.evidence()) : unjudged(outcome);
    }

    /** Looks again at the boxes of the last input, some of which may have gone on. */
    Result lookAgain(Step step, Outcome outcome) {
        bench.newEvidence().forEach(box -> sinceStep.put(box.box(), box));
        return judge(step, outcome, List.copyOf(sinceStep.values()));
    }

    private Result judge(Step step, Outcome outcome, List<Evidence> boxes) {
        Verdict verdict = referee.judge(step, boxes, outcome.value());
        if (!verdict.passed() && boxes.size() < sinceStep.size()) {
            Verdict ofAll = referee.judge(step, List.copyOf(sinceStep.values()), outcome.value());
            verdict = ofAll.passed() ? ofAll : verdict;
        }
        Optional<String> hint = verdict instanceof Verdict.Failed failed ? failed.hint() : Optional.empty();
        return new Result(outcome, boxes, Optional.of(verdict), hint);
    }

    private static Result unjudged(Outcome outcome) {
        return new Result(outcome, outcome.evidence(), Optional.empty(), Optional.empty());
    }

    private static boolean looksAtValue(Step step) {
        return step.check().stream().anyMatch(Check.Value.class::isInstance);
    }
}
