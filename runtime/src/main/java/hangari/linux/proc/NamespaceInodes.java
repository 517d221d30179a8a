package hangari.linux.proc;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which namespaces a process is in: the inode of each link below {@code /proc/PID/ns}.
 *
 * <p>namespaces(7): "If two processes are in the same namespace, then the device IDs and inode numbers of their
 * /proc/pid/ns/xxx symbolic links will be the same". All live on one device (nsfs), so the inode is enough.
 *
 * @param inodes by the link's name: cgroup ipc mnt net pid pid_for_children time time_for_children user uts; a name
 *     is missing where the kernel lacks that kind or where the process, a zombie, has left it
 */
public record NamespaceInodes(Map<String, Long> inodes) {
    public NamespaceInodes {
        inodes = Collections.unmodifiableMap(new TreeMap<>(inodes));
    }

    // namespaces(7): "the content of this symbolic link is a string containing the namespace type and inode
    // number": uts:[4026531838]. The type of pid_for_children is pid, so the link's own name says nothing of it.
    /**
     * The inode in the content of a link.
     *
     * @throws ProcFormatException if it is not {@code type:[inode]}
     */
    public static long parse(String link) {
        int open = link.indexOf(":[");
        if (open < 1 || !link.endsWith("]")) {
            throw new ProcFormatException("ns", "type:[inode]", link);
        }
        return ProcFormatException.number("ns", "an inode", link.substring(open + 2, link.length() - 1));
    }

    /** The inode of one kind. */
    public OptionalLong of(String name) {
        Long inode = inodes.get(name);
        return inode == null ? OptionalLong.empty() : OptionalLong.of(inode);
    }

    /** The names of those that both are in. */
    public Set<String> sharedWith(NamespaceInodes other) {
        var names = new TreeSet<String>();
        inodes.forEach((name, inode) -> {
            if (inode.equals(other.inodes.get(name))) {
                names.add(name);
            }
        });
        return names;
    }

    /** The names of those that only this process is in. */
    public Set<String> apartFrom(NamespaceInodes other) {
        var names = new TreeSet<>(inodes.keySet());
        names.removeAll(sharedWith(other));
        return names;
    }

    /** One namespace a line. */
    @Override
    public String toString() {
        return inodes.entrySet().stream()
                .map(entry -> String.format("%-17s %d", entry.getKey(), entry.getValue()))
                .collect(Collectors.joining("\n"));
    }
}
