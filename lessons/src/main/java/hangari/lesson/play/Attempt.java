package hangari.lesson.play;

import hangari.lesson.check.Evidence;
import hangari.lesson.check.Verdict;
import hangari.lesson.shell.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * One input that was run, and what became of it.
 *
 * @param code the input
 * @param outcome what the session answered
 * @param evidence what the kernel showed of each box that it ran or changed
 * @param verdict whether the step is passed; empty if there was nothing to judge, as after a declaration
 * @param prediction how the learner's prediction turned out, when the step has just been passed
 * @param hint the observed hint that fits what went wrong, if one does
 * @param firstPass whether this attempt is the one that passed the step
 */
public record Attempt(
        String code,
        Outcome outcome,
        List<Evidence> evidence,
        Optional<Verdict> verdict,
        Optional<Foresight> prediction,
        Optional<Observed> hint,
        boolean firstPass) {
    public Attempt {
        evidence = List.copyOf(evidence);
    }

    /** Whether it was judged, and passed. */
    public boolean passed() {
        return verdict.isPresent() && verdict.get().passed();
    }

    /**
     * A prediction beside what happened.
     *
     * @param choice what the learner had chosen
     * @param right whether it was so
     * @param reply what there is to say to a learner who chose it
     */
    public record Foresight(String choice, boolean right, String reply) {}

    /** A hint drawn from what was observed: its id and its text. */
    public record Observed(String id, String text) {}
}
