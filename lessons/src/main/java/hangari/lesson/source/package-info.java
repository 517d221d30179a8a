/**
 * Reads lesson folders into values, and says with file and line what is wrong with them.
 *
 * <p>{@code lesson.yaml} holds what stands once: steps, code, checks. {@code ko.md} and {@code en.md} hold the prose and
 * refer to the steps by id. Everything that is wrong is collected as a {@link hangari.lesson.source.Problem}; nothing is
 * thrown, and nothing is guessed.
 *
 * <p>May import {@code hangari.lesson.model}. Start reading at {@link hangari.lesson.source.LessonReader}.
 */
@org.jspecify.annotations.NullMarked
package hangari.lesson.source;
