package hangari.container.cgroup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the group of version 2 below which another with these settings can be made, and hands it the controllers. */
final class Delegation {
    private final Path mount;
    private final Map<String, String> wishes = new LinkedHashMap<>();

    Delegation(Path mount, List<Setting> settings) {
        this.mount = mount;
        settings.forEach(setting -> wishes.putIfAbsent(setting.controller().name(Version.V2), setting.wish()));
    }

    /** The nearest that can, from our own upwards; adds what has to be enabled on the way down to it. */
    Path parent(Path own, List<Action> actions) {
        Path parent = own;
        while (!new UnifiedGroup(parent).mayHandOn(controllers())) {
            Path above = parent.getParent();
            if (above == null || parent.equals(mount)) {
                throw CgroupException.occupied(firstWish(), mount);
            }
            parent = above;
        }
        enable(parent, actions);
        return parent;
    }

    // cgroup-v2.rst, "Top-down Constraint": "a resource can be further distributed only if the resource has been
    // distributed to it from the parent".
    private void enable(Path parent, List<Action> actions) {
        List<String> offered = new UnifiedGroup(mount).controllers();
        wishes.forEach((controller, wish) -> {
            if (!offered.contains(controller)) {
                throw CgroupException.notOffered(wish, controller, mount);
            }
        });
        Path group = mount;
        hand(group, actions);
        for (Path step : mount.relativize(parent)) {
            if (!step.toString().isEmpty()) {
                group = group.resolve(step);
                hand(group, actions);
            }
        }
    }

    private void hand(Path group, List<Action> actions) {
        List<String> missing = new ArrayList<>(controllers());
        missing.removeAll(new UnifiedGroup(group).handedOn());
        if (!missing.isEmpty()) {
            actions.add(new Action.Enable(wishes.getOrDefault(missing.get(0), firstWish()), group, missing));
        }
    }

    private List<String> controllers() {
        return List.copyOf(wishes.keySet());
    }

    private String firstWish() {
        return wishes.values().iterator().next();
    }
}
