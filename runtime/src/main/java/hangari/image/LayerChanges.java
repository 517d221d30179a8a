package hangari.image;

import hangari.image.LayerEntry.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a layer changes of those below it.
 *
 * <pre>{@code
 * LayerChanges.of(upper, List.of(base));
 * // C /etc
 * // A /etc/motd (3 B)
 * // D /bin/ls
 * }</pre>
 *
 * @param changes by path
 */
public record LayerChanges(List<LayerChange> changes) {
    public LayerChanges {
        changes = List.copyOf(changes);
    }

    /**
     * Compares a layer with those below it.
     *
     * @param upper the layer
     * @param lower those below, the lowest first; none: everything is an addition
     * @throws ImageException if a part of it cannot be read
     */
    public static LayerChanges of(Path upper, List<Path> lower) {
        try {
            var walk = new Walk(upper, new LowerView(lower));
            walk.directory(Path.of(""));
            return new LayerChanges(walk.found);
        } catch (IOException e) {
            throw ImageException.of("compare " + upper + " with the layers below", upper, e);
        }
    }

    /** The change at an absolute path of the box. */
    public Optional<LayerChange> at(String path) {
        return changes.stream().filter(change -> change.path().equals(path)).findFirst();
    }

    /** How many bytes the layer holds for its additions and copies. */
    public long bytes() {
        return changes.stream().mapToLong(LayerChanges::bytes).sum();
    }

    private static long bytes(LayerChange change) {
        if (change instanceof LayerChange.Added added) {
            return added.bytes();
        }
        return change instanceof LayerChange.Modified modified ? modified.bytes() : 0;
    }

    /** As {@code docker diff} prints it, with the size of what is stored. */
    @Override
    public String toString() {
        return changes.stream().map(LayerChanges::line).collect(Collectors.joining("\n"));
    }

    private static String line(LayerChange change) {
        String size = bytes(change) > 0 ? " (" + Bytes.text(bytes(change)) + ")" : "";
        return change.letter() + " " + change.path().replace("\n", "\\n") + size;
    }

    /** Goes through the upper layer, a directory before what is in it, names in order. */
    private static final class Walk {
        private final Path upper;
        private final LowerView below;
        private final List<LayerChange> found = new ArrayList<>();

        Walk(Path upper, LowerView below) {
            this.upper = upper;
            this.below = below;
        }

        void directory(Path relative) throws IOException {
            Path directory = upper.resolve(relative);
            List<Path> names;
            try (Stream<Path> children = Files.list(directory)) {
                names = children.map(Path::getFileName).sorted().toList();
            } catch (NoSuchFileException e) {
                return;
            }
            for (Path name : names) {
                entry(relative.resolve(name));
            }
        }

        private void entry(Path relative) throws IOException {
            LayerEntry entry = LayerEntry.of(upper.resolve(relative));
            Optional<LayerEntry> before = below.at(relative);
            String path = "/" + relative;
            if (entry.kind() == Kind.WHITEOUT) {
                before.ifPresent(hidden -> found.add(new LayerChange.Deleted(path)));
                return;
            }
            if (entry.kind() == Kind.MISSING) {
                return; // the box has removed it since its directory was listed
            }
            found.add(
                    before.isPresent()
                            ? new LayerChange.Modified(path, entry.bytes())
                            : new LayerChange.Added(path, entry.bytes()));
            if (entry.kind() == Kind.OPAQUE_DIRECTORY
                    && before.filter(LayerEntry::isDirectory).isPresent()) {
                hiddenByOpaque(relative);
            }
            if (entry.isDirectory()) {
                directory(relative);
            }
        }

        private void hiddenByOpaque(Path relative) throws IOException {
            for (String name : below.names(relative)) {
                Path child = relative.resolve(name);
                if (LayerEntry.of(upper.resolve(child)).kind() == Kind.MISSING) {
                    found.add(new LayerChange.Deleted("/" + child));
                }
            }
        }
    }
}
