/**
 * A lesson as values: what stands once (steps, code, checks) and what stands once per language (prose).
 *
 * <p>Imports nothing of ours. Start reading at {@link hangari.lesson.model.Lesson}.
 */
@org.jspecify.annotations.NullMarked
package hangari.lesson.model;
