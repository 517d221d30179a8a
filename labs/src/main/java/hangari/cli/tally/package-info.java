/** Counts what really ran, from the reports that the test runner and the unattended player wrote. */
@org.jspecify.annotations.NullMarked
package hangari.cli.tally;
