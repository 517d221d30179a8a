package hangari.lesson.play;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far a learner has come in one lesson: enough to rebuild the session at any point.
 *
 * @param visit where the learner is; empty before the lesson was begun
 * @param steps what was done in each step that was entered
 * @param finished whether the end was ever reached
 */
public record LessonRecord(Optional<Visit> visit, Map<String, StepRecord> steps, boolean finished) {
    public LessonRecord {
        steps = Map.copyOf(steps);
    }

    /** A lesson that was not begun. */
    public static final LessonRecord NEW = new LessonRecord(Optional.empty(), Map.of(), false);

    /**
     * The stay at a step.
     *
     * @param step its id
     * @param inputs those that were accepted, in order
     * @param passedBy how many inputs had been accepted when the check was first passed; empty as long as it is not
     */
    public record Visit(String step, List<String> inputs, Optional<Integer> passedBy) {
        public Visit {
            inputs = List.copyOf(inputs);
        }

        static Visit begin(String step) {
            return new Visit(step, List.of(), Optional.empty());
        }

        /** Whether the check was passed, by inputs that were not taken back. */
        public boolean passed() {
            return passedBy.isPresent();
        }

        Visit with(String input) {
            List<String> all = new ArrayList<>(inputs);
            all.add(input);
            return new Visit(step, all, passedBy);
        }

        Visit pass() {
            return passed() ? this : new Visit(step, inputs, Optional.of(inputs.size()));
        }

        Visit withoutLast() {
            List<String> left = inputs.subList(0, inputs.size() - 1);
            return new Visit(step, left, passedBy.filter(count -> count <= left.size()));
        }
    }

    /**
     * What stays of a step after the learner has left it.
     *
     * @param done whether its check was ever passed
     * @param code the inputs that passed it, with those before them
     * @param prediction the choice the learner was committed to
     * @param right whether that choice was right; empty until it was seen
     * @param hints how many written hints were given
     * @param solutionSeen whether the model answer was shown
     */
    public record StepRecord(
            boolean done,
            List<String> code,
            Optional<String> prediction,
            Optional<Boolean> right,
            int hints,
            boolean solutionSeen) {
        public StepRecord {
            code = List.copyOf(code);
        }

        static final StepRecord NEW = new StepRecord(false, List.of(), Optional.empty(), Optional.empty(), 0, false);

        /** The same, passed by these inputs. */
        public StepRecord doneWith(List<String> inputs) {
            return new StepRecord(true, inputs, prediction, right, hints, solutionSeen);
        }

        StepRecord predicting(String choice) {
            return new StepRecord(done, code, Optional.of(choice), right, hints, solutionSeen);
        }

        StepRecord foreseen(boolean wasRight) {
            return new StepRecord(done, code, prediction, Optional.of(wasRight), hints, solutionSeen);
        }

        /** The same with one more hint. */
        public StepRecord hinted() {
            return new StepRecord(done, code, prediction, right, hints + 1, solutionSeen);
        }

        /** The same after the model answer was shown. */
        public StepRecord solved() {
            return new StepRecord(done, code, prediction, right, hints, true);
        }
    }

    /** What is known of a step. */
    public StepRecord step(String id) {
        return steps.getOrDefault(id, StepRecord.NEW);
    }

    /** How many steps were passed. */
    public int done() {
        return (int) steps.values().stream().filter(StepRecord::done).count();
    }

    LessonRecord at(Visit now) {
        return new LessonRecord(Optional.of(now), steps, finished);
    }

    /** The same with another record of a step. */
    public LessonRecord with(String id, StepRecord step) {
        Map<String, StepRecord> all = new LinkedHashMap<>(steps);
        all.put(id, step);
        return new LessonRecord(visit, all, finished);
    }

    LessonRecord ended() {
        return new LessonRecord(Optional.empty(), steps, true);
    }
}
