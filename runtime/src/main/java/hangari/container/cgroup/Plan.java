package hangari.container.cgroup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is done to make a group with its limits: which directories are made, and which file gets which value.
 *
 * <pre>{@code
 * var plan = Plan.of(Hierarchies.here(), Limits.none().withPids(20), "jar");
 * plan.toString(); // mkdir /sys/fs/cgroup/pids/jar
 *                  // echo 20 > /sys/fs/cgroup/pids/jar/pids.max
 * Group group = Group.make(plan);
 * }</pre>
 *
 * <p>The group is made below our own, so that what limits us limits it as well; on version 2, where a group with
 * processes cannot have children with limits, below the nearest one that can. Only the trees that a limit needs are
 * touched.
 *
 * @param directories of the group, one in each tree that it is in
 * @param actions in order
 */
public record Plan(Map<Path, Version> directories, List<Action> actions) {
    // cpuset is not among them: nothing can run in a new group of it before its processors are chosen.
    private static final List<String> COUNTING = List.of("memory", "cpuacct", "pids", "freezer");

    public Plan {
        directories = Map.copyOf(directories);
        actions = List.copyOf(actions);
    }

    /**
     * Plans a group of this name; reads what is mounted and offered, and changes nothing.
     *
     * @throws CgroupException if a limit cannot be set on this machine
     */
    public static Plan of(Hierarchies hierarchies, Limits limits, String name) {
        if (name.isEmpty() || name.contains("/") || name.startsWith(".")) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" cannot name a cgroup: use one word without a slash or a dot in front");
        }
        return new Making(hierarchies, limits, name).plan();
    }

    /**
     * Plans a group of this name that is also there where nothing is limited: to count what it uses, to freeze it, and
     * to find all of its processes.
     *
     * @throws CgroupException if a limit cannot be set on this machine
     */
    public static Plan everywhere(Hierarchies hierarchies, Limits limits, String name) {
        Plan limiting = of(hierarchies, limits, name);
        Map<Path, Version> directories = new LinkedHashMap<>(limiting.directories);
        List<Action> actions = new ArrayList<>(limiting.actions);
        for (Hierarchy tree : hierarchies.trees()) {
            Optional<Path> limited = limiting.directories.keySet().stream()
                    .filter(path -> path.startsWith(tree.mount()))
                    .findFirst();
            if (tree.version() == Version.V2 && !tree.readOnly()) {
                var counting = new Counting(tree.mount());
                limited.map(Path::getParent)
                        .or(() -> tree.directory().map(counting::parent))
                        .ifPresent(parent -> {
                            actions.addAll(counting.enabling(parent));
                            directories.putIfAbsent(parent.resolve(name), Version.V2);
                        });
            }
            boolean counts = !Collections.disjoint(tree.controllers(), COUNTING);
            if (counts && limited.isEmpty() && !tree.readOnly()) {
                tree.directory().ifPresent(own -> directories.put(own.resolve(name), Version.V1));
            }
        }
        directories.keySet().stream()
                .filter(group -> !limiting.directories.containsKey(group))
                .forEach(group -> actions.add(new Action.MakeIfAllowed(group)));
        return new Plan(directories, actions);
    }

    /** The actions, as a shell would do them, one a line. */
    @Override
    public String toString() {
        return actions.stream().map(Action::toString).collect(Collectors.joining("\n"));
    }

    private static final class Making {
        private final Hierarchies hierarchies;
        private final Limits limits;
        private final String name;
        private final Map<Path, Version> directories = new LinkedHashMap<>();
        private final List<Action> actions = new ArrayList<>();

        Making(Hierarchies hierarchies, Limits limits, String name) {
            this.hierarchies = hierarchies;
            this.limits = limits;
            this.name = name;
        }

        Plan plan() {
            Map<Hierarchy, List<Setting>> settings = new LinkedHashMap<>();
            for (Controller controller : Controller.values()) {
                List<Setting> wanted = Settings.of(controller, Version.V2, limits);
                if (!wanted.isEmpty()) {
                    Hierarchy tree = tree(controller, wanted.get(0).wish());
                    settings.computeIfAbsent(tree, key -> new ArrayList<>())
                            .addAll(Settings.of(controller, tree.version(), limits));
                }
            }
            settings.forEach(this::group);
            return new Plan(directories, actions);
        }

        private Hierarchy tree(Controller controller, String wish) {
            Hierarchy tree = hierarchies.of(controller).orElseThrow(() -> CgroupException.notMounted(wish, controller));
            if (tree.readOnly()) {
                throw CgroupException.readOnly(wish, tree.mount());
            }
            return tree;
        }

        private void group(Hierarchy tree, List<Setting> settings) {
            String wish = settings.get(0).wish();
            Path own = tree.directory().orElseThrow(() -> CgroupException.notShown(wish, tree));
            Path parent =
                    tree.version() == Version.V1 ? own : new Delegation(tree.mount(), settings).parent(own, actions);
            Path group = parent.resolve(name);
            directories.put(group, tree.version());
            actions.add(new Action.Make(wish, group));
            settings.forEach(setting -> actions.add(new Action.Set(group, setting)));
        }
    }
}
