package hangari.container;

import static hangari.linux.MountAttribute.RDONLY;

import hangari.container.cgroup.Hierarchies;
import hangari.container.cgroup.Hierarchy;
import hangari.container.cgroup.Version;
import hangari.container.users.UserMap;
import hangari.linux.At;
import hangari.linux.Handle;
import hangari.linux.MountAttribute;
import hangari.linux.Namespace;
import hangari.linux.Step;
import hangari.linux.TreeStep;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A container's {@code /sys}, and in it the cgroups as they are seen from its cgroup namespace.
 *
 * <p>Version 2 is one mount. Of version 1 each tree is one, below a file system in memory; on a hybrid machine these
 * are all that docker shows.
 */
final class ConfinedSys {
    private static final String CGROUPS = "fs/cgroup";

    private final Set<Namespace> namespaces;
    private final boolean readOnly;
    private final boolean lent;
    private final Handle tree = new Handle("sys");
    private final Handle cgroups = new Handle("cgroup");
    private final Map<String, Handle> trees = new LinkedHashMap<>();
    private final List<Hierarchy> hierarchies;

    ConfinedSys(Profile profile, Set<Namespace> namespaces, Optional<UserMap> users) {
        this.namespaces = namespaces;
        this.lent = users.filter(map -> !map.isOurs()).isPresent();
        this.readOnly = profile.paths().sysReadOnly();
        this.hierarchies =
                namespaces.contains(Namespace.CGROUP) ? Hierarchies.here().trees() : List.of();
    }

    Handle tree() {
        return tree;
    }

    private boolean rootless() {
        return namespaces.contains(Namespace.USER);
    }

    private Set<MountAttribute> attributes() {
        Set<MountAttribute> attributes = EnumSet.copyOf(ConfinedRoot.INERT);
        if (readOnly) {
            attributes.add(RDONLY);
        }
        return attributes;
    }

    /** While the host's root is still seen. */
    List<Step> prepared() {
        List<Step> steps = new ArrayList<>();
        if ((rootless() && !lent) || !namespaces.contains(Namespace.NET)) {
            // sysfs shows the devices of a network namespace, and is mounted by who owns that.
            steps.add(new TreeStep.Copy(tree, At.path("/sys"), true));
            steps.add(new TreeStep.Restrict(At.self(tree), attributes(), Set.of(), true));
        } else {
            steps.add(new TreeStep.Make(tree, "sysfs", "sysfs", Map.of(), attributes()));
        }
        if (!first().isEmpty()) {
            steps.add(new TreeStep.Make(cgroups, "tmpfs", "tmpfs", Map.of("mode", "755"), ConfinedRoot.INERT));
            first().forEach(one -> first(steps, one));
        } else if (hierarchies.stream().anyMatch(one -> one.version() == Version.V2)) {
            steps.add(new TreeStep.Make(cgroups, "cgroup2", "cgroup", Map.of(), attributes()));
        }
        return steps;
    }

    /** Those of version 1; the kernel lets only the initial user namespace mount them. */
    private List<Hierarchy> first() {
        return rootless()
                ? List.of()
                : hierarchies.stream()
                        .filter(one -> one.version() == Version.V1)
                        .toList();
    }

    // cgroups(7): "mount -t cgroup -o cpu,cpuacct"; a tree without controllers: "-o none,name=somename".
    private void first(List<Step> steps, Hierarchy one) {
        Handle handle = new Handle("cgroup " + String.join(",", one.controllers()));
        Map<String, String> options = new TreeMap<>();
        for (String controller : one.controllers()) {
            if (controller.startsWith("name=")) {
                options.put("none", "");
                options.put("name", controller.substring("name=".length()));
            } else {
                options.put(controller, "");
            }
        }
        steps.add(new TreeStep.Make(handle, "cgroup", "cgroup", options, attributes()));
        trees.put(String.valueOf(one.mount().getFileName()), handle);
    }

    /** Below the container's root. */
    List<Step> furnished() {
        List<Step> steps = new ArrayList<>();
        ConfinedRoot.hang(steps, tree, "/sys");
        boolean second = hierarchies.stream().anyMatch(one -> one.version() == Version.V2);
        if (trees.isEmpty() && !second) {
            return steps;
        }
        steps.add(new TreeStep.Attach(cgroups, At.in(tree, CGROUPS), true));
        trees.forEach((name, handle) -> {
            steps.add(new TreeStep.Mkdir(At.in(cgroups, name), 0755));
            steps.add(new TreeStep.Attach(handle, At.in(cgroups, name)));
        });
        if (!trees.isEmpty() && readOnly) {
            steps.add(new TreeStep.Restrict(At.self(cgroups), EnumSet.of(RDONLY), Set.of(), false));
        }
        return steps;
    }
}
