/**
 * How what is listed is written: columns, sizes, times, and templates, in docker's way.
 *
 * <p>May import nothing of ours.
 */
@org.jspecify.annotations.NullMarked
package hangari.cli.text;
