/**
 * Plays a lesson without a screen: the learner's loop as a state machine of values, and its progress.
 *
 * <p>A {@link hangari.lesson.play.Move} goes in, a {@link hangari.lesson.play.Reply} comes out; the terminal, the
 * unattended player, the graders of labs and the deck are all users of the same {@link
 * hangari.lesson.play.LessonPlayer}. May import {@code model}, {@code check} and {@code shell}. Start reading at
 * {@link hangari.lesson.play.LessonPlayer}.
 */
@org.jspecify.annotations.NullMarked
package hangari.lesson.play;
