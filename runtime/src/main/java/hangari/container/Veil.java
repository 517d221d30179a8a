package hangari.container;

import static hangari.linux.MountAttribute.RDONLY;

import hangari.linux.At;
import hangari.linux.Handle;
import hangari.linux.MountAttribute;
import hangari.linux.Step;
import hangari.linux.TreeStep;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Hides files of the kernel, and makes others read-only, through the descriptors of proc and sys: not by paths of the
 * container, where something else could be in the way. What this kernel does not have is passed over.
 */
final class Veil {
    private final KernelPaths paths;
    private final Map<String, Handle> trees;
    private final Handle dev;
    private final List<Step> steps = new ArrayList<>();

    Veil(KernelPaths paths, Map<String, Handle> trees, Handle dev) {
        this.paths = paths;
        this.trees = Map.copyOf(trees);
        this.dev = dev;
    }

    List<Step> steps() {
        paths.readOnly().stream().filter(Veil::isThere).forEach(this::readOnly);
        paths.masked().stream().filter(Veil::isThere).forEach(this::mask);
        return steps;
    }

    private static boolean isThere(String path) {
        return Files.exists(Path.of(path));
    }

    private void readOnly(String path) {
        Handle copy = new Handle("read-only " + path);
        Set<MountAttribute> attributes = EnumSet.copyOf(ConfinedRoot.INERT);
        attributes.add(RDONLY);
        steps.add(new TreeStep.Copy(copy, place(path), true));
        steps.add(new TreeStep.Restrict(At.self(copy), attributes, Set.of(), true));
        steps.add(new TreeStep.Attach(copy, place(path), true));
    }

    private void mask(String path) {
        Handle cover = new Handle("cover of " + path);
        if (Files.isDirectory(Path.of(path))) {
            steps.add(new TreeStep.Make(cover, "tmpfs", "tmpfs", Map.of(), EnumSet.of(RDONLY)));
        } else {
            steps.add(new TreeStep.Copy(cover, At.in(dev, "null"), false));
        }
        steps.add(new TreeStep.Attach(cover, place(path), true));
    }

    private At place(String path) {
        int slash = path.indexOf('/', 1);
        Handle tree = trees.get(slash < 0 ? path : path.substring(0, slash));
        if (tree == null || slash < 0) {
            throw new IllegalArgumentException("cannot hide \"" + path + "\": only what is below /proc or /sys");
        }
        return At.in(tree, path.substring(slash + 1));
    }
}
