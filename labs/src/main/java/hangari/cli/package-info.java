/**
 * The command line: one class for each command.
 *
 * <p>May import everything; nothing imports it. Only here is anything printed to the standard streams, by {@link
 * hangari.cli.Console}. Start reading at {@link hangari.cli.Main} and {@link hangari.cli.Hangari}, the command that has
 * all others below it.
 */
@org.jspecify.annotations.NullMarked
package hangari.cli;
