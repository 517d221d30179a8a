/**
 * What Hangari keeps on disk, and how it cleans up after a {@code hangari} that was killed.
 *
 * <p>May import {@code hangari.linux}. Start reading at {@link hangari.cli.state.StateDirectory}; the promise "a killed
 * hangari leaves nothing behind that the next start does not remove" is kept by {@link hangari.cli.state.Sweep}.
 */
@org.jspecify.annotations.NullMarked
package hangari.cli.state;
