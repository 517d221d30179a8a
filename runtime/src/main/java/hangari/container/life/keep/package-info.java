/**
 * Keeps containers: starts them, follows them to their end, and finds them again after a crash.
 *
 * <p>A {@link hangari.container.life.keep.SupervisedContainer} is one container, on disk and alive; what it does to the
 * machine it writes into its {@link hangari.container.life.keep.Journal} first. Its parts are a class each: how it stands
 * ({@link hangari.container.life.keep.Standing}), is started, stopped, frozen, waited for, started again, removed and,
 * after a crash, adopted. {@link hangari.container.life.keep.Containers} has all of them and answers every verb of a
 * supervisor. Its first deed is to take up what an earlier one left ({@link hangari.container.life.keep.Recovery}).
 *
 * <p>The parent of a container is its keeper ({@link hangari.linux.Keeper}), which outlives this process and holds the
 * container's pipes: so neither its exit status nor a byte of its output is lost.
 *
 * <p>May import {@code hangari.linux}, {@code hangari.image}, {@code hangari.container}, {@code hangari.network} and what
 * is below them. Start reading at {@link hangari.container.life.keep.Containers}, then {@link
 * hangari.container.life.keep.SupervisedContainer}, then {@link hangari.container.life.keep.RunStart}.
 */
@org.jspecify.annotations.NullMarked
package hangari.container.life.keep;
