package hangari.lesson.model;

import java.util.List;
import java.util.Optional;

/**
 * One step: a prediction, the code, what the kernel must show, and the ways to go wrong.
 *
 * @param id unique within the lesson
 * @param minutes how long a learner takes
 * @param requires what the machine must be able to do
 * @param prediction the question asked before the code runs, if any
 * @param code what is shown and runs on Enter; for a task, only the start of it (may be empty)
 * @param solution the model answer, if it is not {@code code} itself (the step is then a task)
 * @param check what the evidence must show, in this order; never empty
 * @param hints how many tiers of written hints the prose must hold
 * @param observed hints that are given when the evidence shows a certain mistake
 * @param wrong wrong answers that are kept as fixtures: each must fail, with its own hint
 * @param cleanup code that is run when the step is left; may be empty
 */
public record Step(
        String id,
        int minutes,
        List<Feature> requires,
        Optional<Prediction> prediction,
        String code,
        Optional<String> solution,
        List<Check> check,
        int hints,
        List<ObservedHint> observed,
        List<WrongAnswer> wrong,
        String cleanup) {
    public Step {
        requires = List.copyOf(requires);
        check = List.copyOf(check);
        observed = List.copyOf(observed);
        wrong = List.copyOf(wrong);
    }

    /** The code that passes the check. */
    public String answer() {
        return solution.orElse(code);
    }

    /** Whether the learner must write the code. */
    public boolean isTask() {
        return solution.isPresent();
    }

    /** A question with choices, one of which is right. */
    public record Prediction(List<String> choices, String answer) {
        public Prediction {
            choices = List.copyOf(choices);
        }
    }

    /** A hint that is given when every {@code when} holds of the evidence. */
    public record ObservedHint(String id, List<Check> when) {
        public ObservedHint {
            when = List.copyOf(when);
        }
    }

    /** A kept wrong answer and the observed hint it must earn. */
    public record WrongAnswer(String code, String hint) {}
}
