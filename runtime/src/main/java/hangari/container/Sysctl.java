package hangari.container;

import hangari.container.users.UserMap;
import hangari.linux.Namespace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Which kernel parameters belong to a namespace, so that a container may have its own. */
public final class Sysctl {
    // namespaces(7), ipc_namespaces(7) and network_namespaces(7) name what each isolates; docker takes the same.
    private static final Set<String> IPC = Set.of(
            "kernel.msgmax",
            "kernel.msgmnb",
            "kernel.msgmni",
            "kernel.sem",
            "kernel.shmall",
            "kernel.shmmax",
            "kernel.shmmni",
            "kernel.shm_rmid_forced");
    private static final Map<String, Namespace> PREFIXES = Map.of("fs.mqueue.", Namespace.IPC, "net.", Namespace.NET);

    private static final long MOST_GROUPS = Integer.MAX_VALUE;

    private Sysctl() {}

    /**
     * What docker sets in a network namespace of the container's own, where nothing but its own ports and pings are at
     * stake: a user may bind port 80, and send an echo request without a capability.
     */
    static Map<String, String> defaults(Set<Namespace> own, Optional<UserMap> users) {
        Map<String, String> defaults = new TreeMap<>();
        if (own.contains(Namespace.NET)) {
            defaults.put("net.ipv4.ip_unprivileged_port_start", "0");
        }
        // icmp(7): the groups must be mapped, and in a user namespace made without privilege one is.
        long last = users.map(map -> UserMap.last(map.gids())).orElse(MOST_GROUPS);
        if (own.contains(Namespace.NET) && last > 0) {
            defaults.put("net.ipv4.ping_group_range", "0 " + Math.min(last, MOST_GROUPS));
        }
        defaults.keySet().removeIf(name -> !Files.exists(Path.of("/proc/sys", name.replace('.', '/'))));
        return defaults;
    }

    /** The namespace that a parameter belongs to; empty if it is the whole machine's. */
    static Optional<Namespace> owner(String name) {
        if (IPC.contains(name)) {
            return Optional.of(Namespace.IPC);
        }
        if (name.equals("kernel.domainname")) {
            return Optional.of(Namespace.UTS);
        }
        return PREFIXES.entrySet().stream()
                .filter(entry -> name.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /**
     * Where it is below {@code /proc}.
     *
     * @throws IllegalArgumentException if it is not of a namespace that the container has for itself
     */
    public static String path(String name, Set<Namespace> own) {
        Namespace owner = owner(name)
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "sysctl " + name
                                        + " is one for the whole machine: a container can set only those of its own namespaces (net.*, fs.mqueue.*, kernel.msg*, kernel.sem, kernel.shm*, kernel.domainname)"));
        if (!own.contains(owner)) {
            throw new IllegalArgumentException(
                    "sysctl " + name + " would change the host's, since the container has no " + owner.procName()
                            + " namespace of its own");
        }
        String path = name.replace('.', '/');
        // proc_sys(5): names are letters, figures and a few signs; ".." would climb out of /proc/sys.
        if (!path.matches("[A-Za-z0-9_/-]+") || path.contains("//")) {
            throw new IllegalArgumentException("sysctl \"" + name + "\" is not the name of a kernel parameter");
        }
        return "sys/" + path;
    }
}
