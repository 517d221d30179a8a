package hangari.container.cgroup;

import hangari.linux.proc.CgroupMembership;
import hangari.linux.proc.CgroupMembership.Layout;
import hangari.linux.proc.MountInfo;
import hangari.linux.proc.MountTable;
import hangari.linux.proc.ProcFs;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The trees of cgroups that can be reached from here: those that are both in {@code /proc/self/cgroup} and mounted.
 *
 * @param trees in the order of {@code /proc/self/cgroup}
 */
public record Hierarchies(List<Hierarchy> trees) {
    public Hierarchies {
        trees = List.copyOf(trees);
    }

    /** Those of this process. */
    public static Hierarchies here() {
        ProcFs proc = ProcFs.host();
        long self = proc.self();
        return of(
                proc.cgroups(self).value().orElse(new CgroupMembership(List.of())),
                proc.mounts(self).value().orElse(new MountTable(List.of())));
    }

    /** Those that a process with this membership sees at these mounts. */
    public static Hierarchies of(CgroupMembership cgroups, MountTable mounts) {
        return new Hierarchies(cgroups.entries().stream()
                .flatMap(entry -> mounted(entry, mounts).stream())
                .toList());
    }

    /** Of several mounts of one tree, one that shows our own group and can be written is the best. */
    private static Optional<Hierarchy> mounted(CgroupMembership.Entry entry, MountTable mounts) {
        return mounts.mounts().stream()
                .filter(mount -> shows(mount, entry))
                .map(mount -> Hierarchy.of(mount, entry))
                .max(Comparator.<Hierarchy>comparingInt(tree -> tree.directory().isPresent() ? 1 : 0)
                        .thenComparingInt(tree -> tree.readOnly() ? 0 : 1));
    }

    // cgroups(7): a tree of version 1 is mounted as type cgroup with its controllers as options, "mount -t cgroup -o
    // cpu,cpuacct none /sys/fs/cgroup/cpu,cpuacct"; that of version 2 as type cgroup2.
    private static boolean shows(MountInfo mount, CgroupMembership.Entry entry) {
        return entry.hierarchy() == 0
                ? mount.type().equals("cgroup2")
                : mount.type().equals("cgroup") && mount.superOptions().containsAll(entry.controllers());
    }

    /** Which versions are mounted. */
    public Layout layout() {
        boolean v1 = trees.stream().anyMatch(tree -> tree.version() == Version.V1);
        if (unified().isEmpty()) {
            return v1 ? Layout.V1 : Layout.NONE;
        }
        return v1 ? Layout.HYBRID : Layout.V2;
    }

    /** The tree of version 2. */
    public Optional<Hierarchy> unified() {
        return trees.stream().filter(tree -> tree.version() == Version.V2).findFirst();
    }

    // cgroups(7): "a controller may be mounted in either a cgroups v1 or in the cgroups v2 hierarchy, not both".
    /** The tree that keeps this kind of limit: one of version 1 that has it, else that of version 2. */
    public Optional<Hierarchy> of(Controller controller) {
        return trees.stream()
                .filter(tree -> tree.controllers().contains(controller.name(Version.V1)))
                .findFirst()
                .or(this::unified);
    }
}
