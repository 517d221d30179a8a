package hangari.image;

import hangari.image.LayerEntry.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What shows through a stack of layers at a path: the highest that says anything of it decides. */
final class LowerView {
    private final List<Path> topDown;

    /** A view of these layers, the lowest first. */
    LowerView(List<Path> lower) {
        var reversed = new ArrayList<>(lower);
        Collections.reverse(reversed);
        this.topDown = List.copyOf(reversed);
    }

    /** What one layer says of a path. */
    private enum Says {
        NOTHING,
        IT_IS_GONE,
        HERE_IT_IS
    }

    /** The file that shows at a relative path. */
    Optional<LayerEntry> at(Path relative) throws IOException {
        for (Path layer : topDown) {
            Says says = ask(layer, relative);
            if (says != Says.NOTHING) {
                return says == Says.HERE_IT_IS ? Optional.of(LayerEntry.of(layer.resolve(relative))) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The names that show in a directory. */
    Set<String> names(Path relative) throws IOException {
        var candidates = new TreeSet<String>();
        for (Path layer : topDown) {
            if (LayerEntry.of(layer.resolve(relative)).isDirectory()) {
                try (Stream<Path> children = Files.list(layer.resolve(relative))) {
                    children.forEach(child -> candidates.add(String.valueOf(child.getFileName())));
                }
            }
        }
        var names = new TreeSet<String>();
        for (String name : candidates) {
            if (at(relative.resolve(name)).isPresent()) {
                names.add(name);
            }
        }
        return names;
    }

    private static Says ask(Path layer, Path relative) throws IOException {
        boolean opaque = false;
        Path here = layer;
        for (int i = 0; i < relative.getNameCount(); i++) {
            here = here.resolve(relative.getName(i));
            LayerEntry entry = LayerEntry.of(here);
            boolean last = i == relative.getNameCount() - 1;
            if (entry.kind() == Kind.MISSING) {
                return opaque ? Says.IT_IS_GONE : Says.NOTHING;
            }
            // a file in a directory's place hides all that the directory held
            if (entry.kind() == Kind.WHITEOUT || (!last && !entry.isDirectory())) {
                return Says.IT_IS_GONE;
            }
            opaque |= entry.kind() == Kind.OPAQUE_DIRECTORY;
        }
        return Says.HERE_IT_IS;
    }
}
