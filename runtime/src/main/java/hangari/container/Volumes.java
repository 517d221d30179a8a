package hangari.container;

import static hangari.linux.MountAttribute.NODEV;

import hangari.linux.At;
import hangari.linux.Handle;
import hangari.linux.MountAttribute;
import hangari.linux.MountFlag;
import hangari.linux.ResolveFlag;
import hangari.linux.Step;
import hangari.linux.TreeStep;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The further mounts of a container: files of the host, volumes, file systems in memory. */
final class Volumes {
    private static final int S_IFREG = 0100000;

    private final List<ExtraMount> mounts;
    private final Profile profile;
    private final Map<ExtraMount, Handle> trees = new IdentityHashMap<>();

    Volumes(List<ExtraMount> wanted, Profile profile) {
        // As docker orders them: what lies deeper comes later, or it would be covered.
        this.mounts = wanted.stream()
                .sorted(Comparator.comparingInt(mount -> target(mount).getNameCount()))
                .toList();
        this.profile = profile;
        mounts.forEach(mount -> trees.put(mount, new Handle(mount.target())));
    }

    private static Path target(ExtraMount mount) {
        Path target = Path.of(mount.target()).normalize();
        if (!target.isAbsolute() || target.getNameCount() == 0) {
            throw new IllegalArgumentException("cannot mount on \"" + mount.target()
                    + "\": the target is an absolute path inside the container, and not / itself");
        }
        if (target.startsWith("/proc") || target.startsWith("/sys")) {
            throw new IllegalArgumentException("cannot mount on \"" + mount.target()
                    + "\": the kernel's own files there are confined, and a mount would undo that");
        }
        return target;
    }

    /** Copies of what is the host's, while mounts are still peers of the host's. */
    List<Step> copied() {
        List<Step> steps = new ArrayList<>();
        for (ExtraMount mount : mounts) {
            Handle tree = trees.get(mount);
            if (mount instanceof ExtraMount.Bind bind) {
                steps.add(new TreeStep.Copy(tree, At.path(bind.source().toString()), true));
                steps.add(new TreeStep.Restrict(
                        At.self(tree), attributes(bind.attributes()), propagation(bind.propagation()), true));
            } else if (mount instanceof ExtraMount.Tmpfs tmpfs) {
                Map<String, String> options = options(tmpfs.options());
                steps.add(new TreeStep.Make(tree, "tmpfs", "tmpfs", options, attributes(tmpfs.attributes())));
            } else {
                throw new IllegalArgumentException("a container with a profile has its own /proc already");
            }
        }
        return steps;
    }

    /** A volume may hold a node for the host's disk, made by who may make one. */
    private Set<MountAttribute> attributes(Set<MountAttribute> wanted) {
        Set<MountAttribute> attributes = EnumSet.noneOf(MountAttribute.class);
        attributes.addAll(wanted);
        if (profile.devices() == Profile.Devices.DEFAULT) {
            attributes.add(NODEV);
        }
        return attributes;
    }

    private static Set<MountFlag> propagation(ExtraMount.Propagation wanted) {
        return switch (wanted) {
            case PRIVATE -> Set.of(MountFlag.PRIVATE);
            case SLAVE -> Set.of(MountFlag.SLAVE);
            case SHARED -> Set.of(MountFlag.SHARED);
        };
    }

    private static Map<String, String> options(String text) {
        Map<String, String> options = new TreeMap<>();
        for (String option : text.split(",", -1)) {
            if (!option.isEmpty()) {
                String[] pair = option.split("=", 2);
                options.put(pair[0], pair.length == 2 ? pair[1] : "");
            }
        }
        return options;
    }

    /** Hangs in all but those below {@code /dev}, in the container's root. */
    List<Step> hungIn() {
        List<Step> steps = new ArrayList<>();
        mounts.stream().filter(mount -> !target(mount).startsWith("/dev")).forEach(mount -> {
            Path target = target(mount);
            for (int i = 1; i < target.getNameCount(); i++) {
                steps.add(new TreeStep.Mkdir(At.path("/" + target.subpath(0, i)), 0755));
            }
            hang(steps, mount, At.path(target.toString()), EnumSet.of(ResolveFlag.NO_MAGICLINKS));
        });
        return steps;
    }

    /** Hangs in those that lie below one of our own directories, through its descriptor. */
    List<Step> hungInto(String directory, Handle tree) {
        List<Step> steps = new ArrayList<>();
        mounts.stream().filter(mount -> target(mount).startsWith(directory)).forEach(mount -> {
            Path name = Path.of(directory).relativize(target(mount));
            for (int i = 1; i < name.getNameCount(); i++) {
                steps.add(new TreeStep.Mkdir(At.in(tree, name.subpath(0, i).toString()), 0755));
            }
            At place = name.toString().isEmpty() ? At.self(tree) : At.in(tree, name.toString());
            hang(steps, mount, place, EnumSet.of(ResolveFlag.NO_SYMLINKS, ResolveFlag.BENEATH));
        });
        return steps;
    }

    /** The place is made if it is not there, opened, and from then on known by its descriptor alone. */
    private void hang(List<Step> steps, ExtraMount mount, At target, Set<ResolveFlag> resolve) {
        boolean directory = !(mount instanceof ExtraMount.Bind bind) || Files.isDirectory(bind.source());
        Handle place = new Handle("at " + mount.target());
        steps.add(directory ? new TreeStep.Mkdir(target, 0755) : new TreeStep.Mknod(target, S_IFREG | 0644, 0, 0));
        steps.add(new TreeStep.Open(place, target, directory, resolve));
        steps.add(new TreeStep.Attach(trees.getOrDefault(mount, place), At.self(place)));
    }
}
