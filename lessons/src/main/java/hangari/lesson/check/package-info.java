/**
 * Judges what the kernel showed of a box against what a step expects.
 *
 * <p>{@link hangari.lesson.check.EvidenceFile} reads what the session's VM wrote, {@link hangari.lesson.check.Scene} adds
 * what this process reads of the host itself, {@link hangari.lesson.check.Judge} compares both with the checks of a step,
 * and a failed check explains itself in the learner's language.
 *
 * <p>May import {@code hangari.lesson.model}. Start reading at {@link hangari.lesson.check.Judge}.
 */
@org.jspecify.annotations.NullMarked
package hangari.lesson.check;
