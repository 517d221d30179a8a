package hangari.container;

import hangari.container.users.UserMap;
import hangari.linux.Fd;
import hangari.linux.Namespace;
import hangari.linux.PidFd;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A container that runs, held by its first process: what a further process can be put into.
 *
 * @param pid that process, as we see it
 * @param pidfd a descriptor of it, which never comes to mean another process
 * @param namespaces those it has that are not ours
 */
public record Target(long pid, Fd pidfd, Set<Namespace> namespaces) implements AutoCloseable {
    public Target {
        namespaces = Set.copyOf(namespaces);
    }

    /**
     * Holds the container of this process.
     *
     * @throws IllegalStateException if it has ended, or is no container
     * @throws hangari.linux.KernelException if there is no such process
     */
    public static Target of(long pid) {
        Fd pidfd = PidFd.open(pid);
        Set<Namespace> apart = EnumSet.noneOf(Namespace.class);
        Set<String> names = Observer.observe(pid)
                .map(process -> process.namespaces().apartFrom(Observer.self().namespaces()))
                .orElse(Set.of());
        for (Namespace namespace : Namespace.values()) {
            // time_namespaces(7): who shares memory cannot join one, and we do until execve.
            if (names.contains(namespace.procName()) && namespace != Namespace.TIME) {
                apart.add(namespace);
            }
        }
        if (!apart.contains(Namespace.MNT)) {
            pidfd.close();
            throw new IllegalStateException(
                    "process " + pid + " is no container that runs: it has no mount namespace of its own");
        }
        return new Target(pid, pidfd, apart);
    }

    /** Who its users are outside; empty if they are the host's. */
    public Optional<UserMap> ids() {
        return namespaces.contains(Namespace.USER) ? UserMap.of(pid) : Optional.empty();
    }

    /** The users that its files name. */
    public UserDatabase users() {
        return ImageUsers.of(this);
    }

    @Override
    public void close() {
        pidfd.close();
    }
}
