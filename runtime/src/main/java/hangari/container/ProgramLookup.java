package hangari.container;

import hangari.linux.MountStep;
import hangari.linux.Namespace;
import hangari.linux.ProcessStep;
import hangari.linux.Step;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds the file that {@code execve} is given for a program's name, as {@code execvp(3)} does: along the PATH. */
final class ProgramLookup {
    static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private static final int MOST_LINKS = 40;

    private ProgramLookup() {}

    /**
     * The paths to try, in order.
     *
     * <p>Where we know what the process will see at {@code /}, that is the one file that is there; where its own calls
     * change the root, all of the PATH, and the kernel decides.
     */
    static List<String> candidates(ContainerSpec spec) {
        String name = spec.argv().get(0);
        if (name.contains("/")) {
            return List.of(name);
        }
        List<String> all = new ArrayList<>();
        for (String directory : spec.env().getOrDefault("PATH", PATH).split(":", -1)) {
            all.add(directory + "/" + name);
        }
        if (changesRoot(spec)) {
            return all;
        }
        return all.stream()
                .filter(path -> isFile(spec.root(), path))
                .findFirst()
                .map(List::of)
                .orElse(List.of("/bin/" + name));
    }

    /** The steps that try them until one is there. */
    static List<Step> steps(ContainerSpec spec) {
        List<Step> steps = new ArrayList<>();
        List<String> candidates = candidates(spec);
        int last = candidates.size() - 1;
        for (int i = 0; i <= last; i++) {
            steps.add(new ProcessStep.Execve(candidates.get(i), spec.argv(), spec.env(), i < last));
        }
        return steps;
    }

    /** Whether we do not know what is at {@code /}: its calls decide, or the mount namespace that it joins. */
    static boolean changesRoot(ContainerSpec spec) {
        if (spec.joins(Namespace.MNT) && spec.root() instanceof RootFs.Host) {
            return true;
        }
        return spec.then().stream()
                .anyMatch(step -> step instanceof MountStep.Chroot || step instanceof MountStep.PivotRoot);
    }

    private static boolean isFile(RootFs root, String path) {
        if (root instanceof RootFs.Mounted mounted) {
            return isFile(mounted.layers(), path);
        }
        if (root instanceof RootFs.Overlay overlay) {
            return isFile(overlay.upper(), path) || overlay.lower().stream().anyMatch(layer -> isFile(layer, path));
        }
        return isFile(Path.of(root.prefix().isEmpty() ? "/" : root.prefix()), path);
    }

    /** Whether a path names a regular file, with links resolved below the root, not below ours. */
    static boolean isFile(Path root, String path) {
        Path inside = Path.of("/").resolve(path).normalize();
        for (int links = 0; links < MOST_LINKS; links++) {
            Path link = firstLink(root, inside);
            if (link == null) {
                return Files.isRegularFile(below(root, inside), LinkOption.NOFOLLOW_LINKS);
            }
            inside = follow(root, inside, link);
        }
        return false;
    }

    private static @org.jspecify.annotations.Nullable Path firstLink(Path root, Path inside) {
        for (int i = 1; i <= inside.getNameCount(); i++) {
            Path part = Path.of("/").resolve(inside.subpath(0, i));
            if (Files.isSymbolicLink(below(root, part))) {
                return part;
            }
        }
        return null;
    }

    private static Path follow(Path root, Path inside, Path link) {
        try {
            Path target = Files.readSymbolicLink(below(root, link));
            Path parent = link.getParent() == null ? Path.of("/") : link.getParent();
            Path rest = link.relativize(inside);
            return parent.resolve(target).resolve(rest).normalize();
        } catch (java.io.IOException e) {
            return Path.of("/");
        }
    }

    private static Path below(Path root, Path inside) {
        return root.resolve(Path.of("/").relativize(inside));
    }
}
