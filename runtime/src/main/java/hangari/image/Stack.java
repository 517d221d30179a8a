package hangari.image;

import java.nio.file.Path;
import java.util.List;

/**
 * Layers with a fresh directory on top that takes all changes: what one box mounts.
 *
 * <pre>{@code
 * Stack stack = store.stack(List.of(base, tools));
 * stack.options().data(); // for mount("overlay", stack.merged(), "overlay", 0, data)
 * stack.changes(); // what the box has changed so far
 * }</pre>
 *
 * @param lower the read-only layers, the lowest first
 * @param directory holds the three others, and is removed with them
 */
public record Stack(List<Layer> lower, Path directory) {
    public Stack {
        lower = List.copyOf(lower);
    }

    /** Takes the changes. */
    public Path upper() {
        return directory.resolve("upper");
    }

    /** Where overlayfs prepares a change before it is renamed into place; on the same file system as the upper. */
    public Path work() {
        return directory.resolve("work");
    }

    /** An empty directory to mount the stack on. */
    public Path merged() {
        return directory.resolve("merged");
    }

    /** Names the layers below, one a line, for who wants to remove one. */
    public Path lowerFile() {
        return directory.resolve("lower");
    }

    /** What mount(2) has to be told. */
    public OverlayOptions options() {
        return OverlayOptions.of(lower.stream().map(Layer::directory).toList(), upper(), work());
    }

    /** What has been changed so far, against the layers below. */
    public LayerChanges changes() {
        return LayerChanges.of(upper(), lower.stream().map(Layer::directory).toList());
    }
}
