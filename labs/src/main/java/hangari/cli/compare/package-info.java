/** A comparison of places as a table, as bars, as JSON and as a drawing. */
@org.jspecify.annotations.NullMarked
package hangari.cli.compare;
