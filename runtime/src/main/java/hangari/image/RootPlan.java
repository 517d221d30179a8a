package hangari.image;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a root directory will hold, and why: a plan that can be read before anything is written.
 *
 * <pre>{@code
 * RootPlan plan = RootPlanner.host().plan(List.of("sh", "ls"));
 * plan.toString(); // a tree, each file with the reason for it
 * plan.createAt(directory);
 * }</pre>
 *
 * @param entries by path, so that a directory comes before what is in it
 */
public record RootPlan(List<Entry> entries) {
    public RootPlan {
        entries = List.copyOf(entries);
    }

    /** One thing in the root. */
    public sealed interface Entry {
        /** Its absolute path in the root, without a symbolic link on the way. */
        String path();

        /** Why it is there. */
        String reason();
    }

    /** A directory with its permission bits, such as 01777 for one that all may write. */
    public record Directory(String path, int mode, String reason) implements Entry {}

    /** A symbolic link, with the content that it has on this machine. */
    public record Symlink(String path, String target, String reason) implements Entry {}

    /**
     * A copy of a file of this machine.
     *
     * <p>Never a hard link: root in the container could write through it into the machine's own file.
     */
    public record Copy(String path, Path source, long bytes, String reason) implements Entry {}

    /** A small file with this text. */
    public record Text(String path, String content, String reason) implements Entry {}

    /** The entry at a path. */
    public Optional<Entry> at(String path) {
        return entries.stream().filter(entry -> entry.path().equals(path)).findFirst();
    }

    /** How much will be copied, in bytes. */
    public long bytes() {
        return entries.stream()
                .mapToLong(entry -> entry instanceof Copy copy ? copy.bytes() : 0)
                .sum();
    }

    /**
     * Makes a new root there. It appears whole or not at all.
     *
     * @throws ImageException if something is there already, or it cannot be written
     */
    public void createAt(Path directory) {
        RootWriter.create(this, directory);
    }

    /**
     * Adds what is missing to an existing root; files that were copied before are replaced, texts are left alone.
     *
     * @throws ImageException if it cannot be written
     */
    public void addTo(Path directory) {
        RootWriter.add(this, directory);
    }

    /** The tree, each line with its reason. */
    @Override
    public String toString() {
        return PlanTree.draw(this);
    }
}
