/**
 * The same command on the same root in four places: as a plain process, chrooted, in a container, in a virtual machine.
 *
 * <p>Each place is a {@link hangari.compare.Venue}: it can run the command from nothing to its end, which is timed, and
 * it can hold a {@link hangari.compare.Witness}, a program of ours that tells which kernel it runs on and then waits
 * while the host looks at what the place costs. What was found is a {@link hangari.compare.Comparison}: a table of cells,
 * each measured in this very run, or saying why it could not be.
 *
 * <p>May import {@code hangari.linux}, {@code hangari.image}, {@code hangari.container} and {@code hangari.vm}. Start
 * reading at {@link hangari.compare.Comparing}.
 */
@org.jspecify.annotations.NullMarked
package hangari.compare;
