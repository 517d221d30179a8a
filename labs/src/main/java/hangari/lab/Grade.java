package hangari.lab;

import hangari.lesson.check.Evidence;
import hangari.lesson.check.Verdict;
import hangari.lesson.model.Step;
import hangari.lesson.shell.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * What code came to.
 *
 * @param outcome what the session answered to the last input
 * @param boxes what the kernel showed of every box that was run so far
 * @param goals how each goal stands, in the order of the lab
 */
public record Grade(Outcome outcome, List<Evidence> boxes, List<Mark> goals) {
    public Grade {
        boxes = List.copyOf(boxes);
        goals = List.copyOf(goals);
    }

    /** How a goal stands. */
    public record Mark(Step goal, Verdict verdict) {
        /** Whether it is reached. */
        public boolean reached() {
            return verdict.passed();
        }

        /** The id of the observed hint that fits what is wrong. */
        public Optional<String> hint() {
            return verdict instanceof Verdict.Failed failed ? failed.hint() : Optional.empty();
        }
    }

    /** Whether every goal is reached. */
    public boolean allReached() {
        return goals.stream().allMatch(Mark::reached);
    }

    /** How many are. */
    public int reached() {
        return (int) goals.stream().filter(Mark::reached).count();
    }

    /** How a goal stands. */
    public Mark of(Step goal) {
        return goals.stream()
                .filter(mark -> mark.goal().equals(goal))
                .findFirst()
                .orElseThrow();
    }
}
