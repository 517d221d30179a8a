package hangari.lesson.check;

import hangari.lesson.model.Check;
import java.util.Optional;

/** Whether a scene shows what a step expects. */
public sealed interface Verdict {
    /** Every check holds. */
    record Passed() implements Verdict {}

    /**
     * A check does not hold.
     *
     * @param check the first one that does not
     * @param mismatch what was expected, and what was seen
     * @param hint the id of the observed hint that fits, if one does
     */
    record Failed(Check check, Mismatch mismatch, Optional<String> hint) implements Verdict {}

    /** Whether every check holds. */
    default boolean passed() {
        return this instanceof Passed;
    }
}
