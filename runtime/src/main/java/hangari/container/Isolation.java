package hangari.container;

import hangari.container.users.UserMap;
import hangari.linux.Namespace;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a container has of its own, and what it shares with whom.
 *
 * @param namespaces the namespaces of its own that were asked for
 * @param joined namespaces of other processes that it joins, in order
 * @param hostname the name it gives its machine
 * @param sysctls kernel parameters of its own namespaces, such as {@code net.ipv4.ip_forward}
 * @param users who its users are outside, in a user namespace of its own; empty for those of the host, or for its root
 *     alone where such a namespace is needed to make the others
 */
public record Isolation(
        Set<Namespace> namespaces,
        List<Joined> joined,
        Optional<String> hostname,
        Map<String, String> sysctls,
        Optional<UserMap> users) {
    /** Nothing of its own. */
    public static final Isolation NONE = new Isolation(Set.of(), List.of());

    /** With these and nothing beside. */
    public Isolation(Set<Namespace> namespaces, List<Joined> joined) {
        this(namespaces, joined, Optional.empty(), Map.of(), Optional.empty());
    }

    public Isolation {
        namespaces = Set.copyOf(namespaces);
        joined = List.copyOf(joined);
        sysctls = Map.copyOf(sysctls);
    }

    /** Adds namespaces to those asked for. */
    public Isolation withNamespaces(Set<Namespace> more) {
        Set<Namespace> all = EnumSet.noneOf(Namespace.class);
        all.addAll(namespaces);
        all.addAll(more);
        return new Isolation(all, joined, hostname, sysctls, users);
    }

    /** Takes namespaces away: these are then the host's, as by {@code docker run --pid host}. */
    public Isolation withoutNamespaces(Set<Namespace> less) {
        Set<Namespace> rest = EnumSet.noneOf(Namespace.class);
        rest.addAll(namespaces);
        rest.removeAll(less);
        return new Isolation(rest, joined, hostname, sysctls, users);
    }

    /** Adds namespaces of another process, joined behind those that were added before, or with others of the same. */
    public Isolation withJoined(Joined other) {
        List<Joined> more = new ArrayList<>();
        Joined all = other;
        for (Joined one : joined) {
            if (one.pid() == other.pid()) {
                all = one.with(other.namespaces());
            } else {
                more.add(one);
            }
        }
        more.add(all);
        return new Isolation(namespaces, more, hostname, sysctls, users);
    }

    public Isolation withHostname(String name) {
        return new Isolation(namespaces, joined, Optional.of(name), sysctls, users);
    }

    /** With a kernel parameter, as by {@code docker run --sysctl}; see {@link Sysctl} for which may be set. */
    public Isolation withSysctl(String name, String value) {
        Map<String, String> more = new TreeMap<>(sysctls);
        more.put(name, value);
        return new Isolation(namespaces, joined, hostname, more, users);
    }

    /** With a user namespace of its own in which these are its users. */
    public Isolation withUsers(UserMap map) {
        return new Isolation(namespaces, joined, hostname, sysctls, Optional.of(map));
    }

    /** Whether it joins a namespace of this kind. */
    public boolean joins(Namespace namespace) {
        return joined.stream().anyMatch(other -> other.namespaces().contains(namespace));
    }
}
