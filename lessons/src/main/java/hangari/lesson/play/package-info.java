/** Plays a lesson: the learner's loop without a screen, and the screens. */
@org.jspecify.annotations.NullMarked
package hangari.lesson.play;
