/**
 * Plays a lesson on a terminal, or line by line in plain text.
 *
 * <p>A {@link hangari.lesson.play.screen.Dialogue} turns what the learner types into moves of the {@link
 * hangari.lesson.play.LessonPlayer} and its replies into lines; a {@link hangari.lesson.play.screen.Screen} shows them.
 * Start reading at {@link hangari.lesson.play.screen.Learn}.
 */
@org.jspecify.annotations.NullMarked
package hangari.lesson.play.screen;
