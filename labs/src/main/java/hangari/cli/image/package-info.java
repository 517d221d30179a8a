/**
 * What the commands on images do, apart from the command line itself.
 *
 * <p>May import {@code hangari.image} and what is below it.
 */
@org.jspecify.annotations.NullMarked
package hangari.cli.image;
