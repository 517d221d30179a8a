package hangari.container;

import hangari.linux.Namespace;
import hangari.linux.NamespaceStep;
import hangari.linux.Step;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Namespaces of a running process that a container joins instead of having its own.
 *
 * @param pid the process, as the host sees it
 * @param namespaces which of its namespaces
 */
public record Joined(long pid, Set<Namespace> namespaces) {
    public Joined {
        namespaces = Set.copyOf(namespaces);
    }

    /**
     * These namespaces of a process, and its user namespace if that is not the host's.
     *
     * @throws IllegalArgumentException if one of them is the host's: to join it would be to act on the host
     */
    public static Joined of(Observation process, Observation host, Set<Namespace> wanted) {
        Set<Namespace> all = EnumSet.noneOf(Namespace.class);
        for (Namespace namespace : wanted) {
            if (!apart(process, host, namespace)) {
                throw new IllegalArgumentException("process " + process.pid() + " has the host's "
                        + namespace.procName() + " namespace: start it with .unshare(" + namespace + ")");
            }
            all.add(namespace);
        }
        // setns(2): to join a namespace, a process must have CAP_SYS_ADMIN in the user namespace that owns it.
        if (apart(process, host, Namespace.USER)) {
            all.add(Namespace.USER);
        }
        return new Joined(process.pid(), all);
    }

    private static boolean apart(Observation process, Observation host, Namespace namespace) {
        String name = namespace.procName();
        return !process.namespaces().of(name).equals(host.namespaces().of(name));
    }

    /** With further ones of the same process. */
    Joined with(Set<Namespace> others) {
        Set<Namespace> all = EnumSet.noneOf(Namespace.class);
        all.addAll(namespaces);
        all.addAll(others);
        return new Joined(pid, all);
    }

    /** Without these; empty if nothing is left. */
    Optional<Joined> less(Set<Namespace> others) {
        Set<Namespace> rest = EnumSet.noneOf(Namespace.class);
        rest.addAll(namespaces);
        rest.removeAll(others);
        return rest.isEmpty() ? Optional.empty() : Optional.of(new Joined(pid, rest));
    }

    /** The step that joins them, the user namespace first: it gives the capabilities that the others ask for. */
    Step step() {
        List<Namespace> order = new ArrayList<>(EnumSet.copyOf(namespaces));
        if (order.remove(Namespace.USER)) {
            order.add(0, Namespace.USER);
        }
        return new NamespaceStep.Enter(pid, order);
    }
}
