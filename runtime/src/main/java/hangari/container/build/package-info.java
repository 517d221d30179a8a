/**
 * RUN in a build: a program in a container on the layers so far, and a layer of what it changed.
 *
 * <p>May import {@code hangari.container}, {@code hangari.image} and what is below it, and {@code hangari.linux}. Start
 * reading at {@link hangari.container.build.OverlayRunner}.
 */
@org.jspecify.annotations.NullMarked
package hangari.container.build;
