package hangari.container.cgroup;

import hangari.linux.proc.CgroupMembership;
import hangari.linux.proc.MountInfo;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A mounted tree of cgroups, and where in it we are.
 *
 * @param version whose rules it follows
 * @param controllers of version 1, such as {@code cpu} and {@code cpuacct}; none for version 2, whose groups say
 *     themselves what they offer
 * @param mount where it is seen
 * @param shown which of its directories is seen there: {@code /} but for a bind mount or a container's view
 * @param own our own cgroup in it
 * @param readOnly whether nothing can be written there
 */
public record Hierarchy(
        Version version, List<String> controllers, Path mount, String shown, String own, boolean readOnly) {
    public Hierarchy {
        controllers = List.copyOf(controllers);
    }

    static Hierarchy of(MountInfo mount, CgroupMembership.Entry entry) {
        return new Hierarchy(
                entry.hierarchy() == 0 ? Version.V2 : Version.V1,
                entry.controllers(),
                Path.of(mount.target()),
                mount.root(),
                entry.path(),
                mount.readOnly());
    }

    // proc_pid_mountinfo(5), (4): "the pathname of the directory in the filesystem which forms the root of this mount".
    // cgroup_namespaces(7): what lies outside of the reader's namespace begins with /.. in both files.
    /** The directory of our own cgroup, if the mount shows it. */
    public Optional<Path> directory() {
        if (shown.equals("/")) {
            return own.startsWith("/..") ? Optional.empty() : Optional.of(below(own));
        }
        return own.equals(shown) || own.startsWith(shown + "/")
                ? Optional.of(below(own.substring(shown.length())))
                : Optional.empty();
    }

    private Path below(String path) {
        return mount.resolve(path.startsWith("/") ? path.substring(1) : path);
    }
}
