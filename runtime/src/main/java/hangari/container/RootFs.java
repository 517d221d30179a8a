package hangari.container;

import hangari.linux.Fd;
import hangari.linux.Handle;
import java.nio.file.Path;
import java.util.List;

/** What a process sees at {@code /}, and by which call it came to see it. */
public sealed interface RootFs {
    /** The host's own root. */
    record Host() implements RootFs {}

    /** A directory, by {@code chroot(2)}: the mount table stays as it is. */
    record Chroot(Path directory) implements RootFs {}

    /** A directory, by {@code pivot_root(2)} and nothing else: it must be a mount point already. */
    record BarePivot(Path directory) implements RootFs {}

    /** A directory made a mount point, with proc, dev and sys, by {@code pivot_root(2)}: as an OCI runtime does. */
    record Pivot(Path directory) implements RootFs {}

    /**
     * Layers stacked by overlayfs, then as {@link Pivot}.
     *
     * @param lower the read-only layers, the lowest first
     * @param upper the layer that takes all changes
     * @param work an empty directory on the same file system as {@code upper}
     * @param merged where the stack is mounted
     */
    record Overlay(List<Path> lower, Path upper, Path work, Path merged) implements RootFs {
        public Overlay {
            lower = List.copyOf(lower);
        }
    }

    /**
     * Layers that are stacked by a mount that hangs nowhere, then as {@link Pivot}.
     *
     * @param layers what is stacked
     * @param file what refers to it
     * @param tree what the program calls it
     */
    record Mounted(Overlay layers, Fd file, Handle tree) implements RootFs {}

    /** The directory on the host below which mounts are made, before the root is changed. */
    default String prefix() {
        if (this instanceof Chroot chroot) {
            return chroot.directory().toString();
        }
        if (this instanceof BarePivot pivot) {
            return pivot.directory().toString();
        }
        if (this instanceof Pivot pivot) {
            return pivot.directory().toString();
        }
        return this instanceof Overlay overlay ? overlay.merged().toString() : "";
    }

    /** Whether it needs a mount namespace of its own. */
    default boolean mounts() {
        return this instanceof BarePivot || this instanceof Pivot || this instanceof Overlay || this instanceof Mounted;
    }
}
