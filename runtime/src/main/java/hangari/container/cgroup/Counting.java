package hangari.container.cgroup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets a group of version 2 be counted where nothing limits it.
 *
 * <p>Version 1 counts wherever a group is made. Here the time of processors is counted in every group, but memory and
 * processes only where the parent has handed on their controllers (cgroup-v2.rst, "Core Interface Files").
 */
final class Counting {
    private static final List<String> CONTROLLERS = List.of("memory", "pids");

    private final Path mount;
    private final List<String> offered;

    Counting(Path mount) {
        this.mount = mount;
        this.offered = offered(mount);
    }

    private static List<String> offered(Path mount) {
        try {
            List<String> offered = new ArrayList<>(new UnifiedGroup(mount).controllers());
            offered.retainAll(CONTROLLERS);
            return List.copyOf(offered);
        } catch (CgroupException e) {
            return List.of(); // nothing can be counted where not even this can be read
        }
    }

    /** The nearest group, from this one upwards, that can hand them on; this one if there is nothing to be had. */
    Path parent(Path own) {
        if (offered.isEmpty()) {
            return own;
        }
        for (@Nullable Path group = own; group != null && group.startsWith(mount); group = group.getParent()) {
            if (canHandOn(group)) {
                return group;
            }
        }
        return own;
    }

    private boolean canHandOn(Path group) {
        try {
            return Files.isWritable(group) && new UnifiedGroup(group).mayHandOn(offered);
        } catch (CgroupException e) {
            return false;
        }
    }

    /** What has to be enabled on the way down from the root, as far as that is allowed. */
    List<Action> enabling(Path parent) {
        List<Action> actions = new ArrayList<>();
        Path group = mount;
        enable(group, actions);
        for (Path step : mount.relativize(parent)) {
            if (!step.toString().isEmpty()) {
                group = group.resolve(step);
                enable(group, actions);
            }
        }
        return actions;
    }

    private void enable(Path group, List<Action> actions) {
        try {
            List<String> missing = new ArrayList<>(offered);
            missing.removeAll(new UnifiedGroup(group).handedOn());
            if (!missing.isEmpty()) {
                actions.add(new Action.EnableIfAllowed(group, missing));
            }
        } catch (CgroupException e) {
            // what cannot be read is not enabled
        }
    }
}
