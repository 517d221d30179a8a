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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The further mounts of a container: files of the host, volumes, file systems in memory. */
final class Volumes {
    private static final int S_IFREG = 0100000;

    private final List<Volume> volumes;
    private final Profile profile;

    Volumes(List<ExtraMount> wanted, Profile profile) {
        // As docker orders them: what lies deeper comes later, or it would be covered.
        this.volumes = wanted.stream()
                .filter(mount -> !(mount instanceof ExtraMount.Nothing))
                .map(mount -> new Volume(mount, target(mount), new Handle("volume " + mount.target())))
                .sorted(Comparator.comparingInt(volume -> volume.target().getNameCount()))
                .toList();
        this.profile = profile;
    }

    /** A mount, where it belongs, and the tree that is hung in there. */
    private record Volume(ExtraMount mount, Path target, Handle tree) {
        /** A file can be hung in on a file only, and a directory on a directory. */
        boolean isDirectory() {
            if (mount instanceof ExtraMount.Bind bind) {
                return Files.isDirectory(bind.source());
            }
            if (mount instanceof ExtraMount.Tree lent) {
                return lent.directory();
            }
            return !(mount instanceof ExtraMount.Device);
        }
    }

    private static Path target(ExtraMount mount) {
        Path target = Path.of(mount.target()).normalize();
        if (!target.isAbsolute() || target.getNameCount() == 0) {
            throw new IllegalArgumentException("cannot mount on \"" + mount.target()
                    + "\": the target is an absolute path inside the container, and not / itself");
        }
        if (target.equals(Path.of("/dev"))) {
            throw new IllegalArgumentException(
                    "cannot mount on /dev: a container has its own; mount on a name below it");
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
        for (Volume volume : volumes) {
            ExtraMount mount = volume.mount();
            Handle tree = volume.tree();
            if (mount instanceof ExtraMount.Bind bind) {
                steps.add(new TreeStep.Copy(tree, At.path(bind.source().toString()), true));
                steps.add(new TreeStep.Restrict(
                        At.self(tree), attributes(bind.attributes()), propagation(bind.propagation()), true));
            } else if (mount instanceof ExtraMount.Tree lent) {
                steps.add(new TreeStep.Take(tree, lent.file()));
                steps.add(new TreeStep.Restrict(
                        At.self(tree), attributes(lent.attributes()), propagation(lent.propagation()), true));
            } else if (mount instanceof ExtraMount.Device device) {
                steps.add(new TreeStep.Copy(tree, At.path(device.source().toString()), false));
                steps.add(new TreeStep.Restrict(At.self(tree), ConfinedDev.NODE, Set.of(MountFlag.PRIVATE), false));
            } else if (mount instanceof ExtraMount.Tmpfs tmpfs) {
                Map<String, String> options = options(tmpfs.options());
                steps.add(new TreeStep.Make(tree, "tmpfs", "tmpfs", options, attributes(tmpfs.attributes())));
            } else {
                throw new IllegalArgumentException("cannot mount " + mount + " in a container with a profile");
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
        volumes.stream().filter(volume -> !volume.target().startsWith("/dev")).forEach(volume -> {
            Path target = volume.target();
            for (int i = 1; i < target.getNameCount(); i++) {
                steps.add(new TreeStep.Mkdir(At.path("/" + target.subpath(0, i)), 0755));
            }
            hang(steps, volume, At.path(target.toString()), EnumSet.of(ResolveFlag.NO_MAGICLINKS));
        });
        return steps;
    }

    /** Hangs in those that lie below one of our own directories, through its descriptor. */
    List<Step> hungInto(String directory, Handle own) {
        List<Step> steps = new ArrayList<>();
        volumes.stream().filter(volume -> volume.target().startsWith(directory)).forEach(volume -> {
            Path name = Path.of(directory).relativize(volume.target());
            for (int i = 1; i < name.getNameCount(); i++) {
                steps.add(new TreeStep.Mkdir(At.in(own, name.subpath(0, i).toString()), 0755));
            }
            At place = At.in(own, name.toString());
            hang(steps, volume, place, EnumSet.of(ResolveFlag.NO_SYMLINKS, ResolveFlag.BENEATH));
        });
        return steps;
    }

    /** The place is made if it is not there, opened, and from then on known by its descriptor alone. */
    private static void hang(List<Step> steps, Volume volume, At target, Set<ResolveFlag> resolve) {
        Handle place = new Handle("at " + volume.target());
        steps.add(
                volume.isDirectory()
                        ? new TreeStep.Mkdir(target, 0755)
                        : new TreeStep.Mknod(target, S_IFREG | 0644, 0, 0));
        steps.add(new TreeStep.Open(place, target, volume.isDirectory(), resolve));
        steps.add(new TreeStep.Attach(volume.tree(), At.self(place)));
    }
}
