package hangari.lesson.play;

import hangari.lesson.model.Lesson;
import hangari.lesson.model.Step;
import hangari.lesson.play.LessonRecord.StepRecord;
import hangari.lesson.play.LessonRecord.Visit;
import hangari.lesson.shell.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What must be run in a fresh session to have the state of a visit again. */
final class Rebuild {
    private final Lesson lesson;
    private final Predicate<Step> playable;

    /**
     * A rebuild of a lesson.
     *
     * @param playable the steps that this machine can run; the others are left out
     */
    Rebuild(Lesson lesson, Predicate<Step> playable) {
        this.lesson = lesson;
        this.playable = playable;
    }

    /** The inputs in order: of each step before, what passed it or else its model answer; then the visit's own. */
    List<String> inputs(LessonRecord record, Visit visit) {
        List<String> inputs = new ArrayList<>();
        for (Step step : lesson.steps()) {
            if (step.id().equals(visit.step())) {
                break;
            }
            if (playable.test(step)) {
                inputs.addAll(codeOf(step, record.step(step.id())));
                inputs.add(step.cleanup());
            }
        }
        inputs.addAll(visit.inputs());
        inputs.removeIf(String::isBlank);
        return inputs;
    }

    private static List<String> codeOf(Step step, StepRecord record) {
        return record.done() && !record.code().isEmpty() ? record.code() : List.of(step.answer());
    }

    /**
     * Runs the inputs in a fresh session. One that costs the session its VM is left out the next time.
     *
     * @return false if the learner stopped it half-way
     */
    static boolean run(Bench bench, List<String> inputs) {
        List<String> left = new ArrayList<>(inputs);
        if (!bench.fresh()) {
            bench.renew();
        }
        for (int i = 0; i < left.size(); i++) {
            Outcome outcome = bench.replay(left.get(i));
            if (outcome.lost()) {
                left.remove(i);
                i = -1;
                bench.renew();
            } else if (outcome.end().isPresent()) {
                return false;
            }
        }
        return true;
    }
}
