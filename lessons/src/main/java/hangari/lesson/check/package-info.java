/**
 * Judges what the kernel showed of a box against what a step expects.
 *
 * <p>May import {@code hangari.lesson.model}. Start reading at {@link hangari.lesson.check.Evidence}.
 */
@org.jspecify.annotations.NullMarked
package hangari.lesson.check;
