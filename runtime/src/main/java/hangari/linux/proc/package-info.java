/**
 * What {@code /proc} says of a process, as values.
 *
 * <p>Parsing stands apart from acquiring: each value has a pure {@code parse}, quoting the manual page line that it
 * obeys, and {@link hangari.linux.proc.ProcFs} reads the files, from the live kernel or from a directory of fixtures.
 * A process may vanish between two reads and a file may be forbidden: both are a {@link hangari.linux.proc.Reading},
 * not an exception.
 *
 * <p>Imports nothing of ours. Start reading at {@link hangari.linux.proc.ProcFs}.
 */
@org.jspecify.annotations.NullMarked
package hangari.linux.proc;
