/**
 * Finds out what this machine can do, by trying it, and why it cannot do the rest.
 *
 * <p>May import {@code hangari.container}, {@code hangari.linux} and {@code hangari.lesson.model}. Start reading at
 * {@link hangari.cli.doctor.Examination}.
 */
@org.jspecify.annotations.NullMarked
package hangari.cli.doctor;
