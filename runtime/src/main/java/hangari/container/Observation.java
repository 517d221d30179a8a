package hangari.container;

import hangari.linux.proc.CgroupMembership;
import hangari.linux.proc.IdMap;
import hangari.linux.proc.MountTable;
import hangari.linux.proc.NamespaceInodes;
import java.util.List;
import java.util.Optional;

/**
 * What can be seen of a process from outside it, at one moment.
 *
 * @param pid its PID in the observer's PID namespace
 * @param namespaces the inode of each of its namespaces; empty if it has ended
 * @param nspid its PID in each nested PID namespace, outermost first
 * @param hostname the name of its machine, read in its UTS namespace
 * @param root its root directory
 * @param top what is at the top of its mount namespace, above its root directory; the same directory after pivot_root
 * @param mounts its mount table
 * @param uidMap its user ids, inside and outside
 * @param gidMap its group ids, inside and outside
 * @param cgroups the cgroups it is in
 */
public record Observation(
        long pid,
        NamespaceInodes namespaces,
        List<Long> nspid,
        String hostname,
        Optional<RootIdentity> root,
        Optional<RootIdentity> top,
        MountTable mounts,
        IdMap uidMap,
        IdMap gidMap,
        CgroupMembership cgroups) {
    /** Which directory a process has as its root: device and inode tell it from any other. Source: stat(2). */
    public record RootIdentity(long device, long inode) {}

    /** The same, with a hostname that was read later. */
    Observation withHostname(String name) {
        return new Observation(pid, namespaces, nspid, name, root, top, mounts, uidMap, gidMap, cgroups);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("process " + pid);
        text.append("\n  NSpid     ")
                .append(String.join(" ", nspid.stream().map(String::valueOf).toList()));
        text.append("\n  hostname  ").append(hostname);
        namespaces.inodes().forEach((name, inode) -> text.append(String.format("%n  %-9s %d", name, inode)));
        uidMap.ranges()
                .forEach(range -> text.append(String.format(
                        "%n  uid_map   %d inside is %d outside, for %d",
                        range.inside(), range.outside(), range.count())));
        return text.toString();
    }
}
