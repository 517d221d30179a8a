/**
 * From what is asked of a container to what is started: docker's words become the values that the runtime works with.
 *
 * <p>{@link hangari.container.life.translate.Translator} reads a request once, when the container is made, so that what
 * is wrong in it is said then, in one line. What comes out, {@link hangari.container.life.translate.Resolved}, is a
 * value without side effects; only where it is started ({@link hangari.container.life.translate.Placement}) is not known
 * yet. Nothing here starts anything.
 *
 * <p>May import {@code hangari.linux}, {@code hangari.image} and {@code hangari.image.oci}, {@code hangari.container} with its cgroups, {@code
 * hangari.container.life} and what {@code hangari.network} is asked with. Start reading at {@link
 * hangari.container.life.translate.Translator}.
 */
@org.jspecify.annotations.NullMarked
package hangari.container.life.translate;
