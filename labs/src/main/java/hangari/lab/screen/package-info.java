/**
 * A lab on the screen of lessons: the dialogue, and how goals look.
 *
 * <p>May import {@code hangari.lab} and {@code hangari.lesson}. Start reading at {@link hangari.lab.screen.LabSession}.
 */
@org.jspecify.annotations.NullMarked
package hangari.lab.screen;
