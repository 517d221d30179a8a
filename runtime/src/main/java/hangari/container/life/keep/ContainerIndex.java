package hangari.container.life.keep;

import hangari.container.life.LifeException;
import hangari.container.life.translate.Neighbour;
import hangari.container.life.translate.Resolved;
import hangari.linux.Namespace;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Finds containers by id, by the beginning of one, or by name. */
final class ContainerIndex implements SupervisedContainer.Neighbourhood {
    private final Map<String, SupervisedContainer> byId = new ConcurrentHashMap<>();
    private final Set<String> reserved = new HashSet<>();

    List<SupervisedContainer> all() {
        return List.copyOf(byId.values());
    }

    Set<String> ids() {
        return Set.copyOf(byId.keySet());
    }

    void add(SupervisedContainer container) {
        byId.put(container.registration().id(), container);
    }

    void remove(SupervisedContainer container) {
        byId.remove(container.registration().id());
    }

    /** The one that is meant. */
    SupervisedContainer find(String text) {
        String wanted = text.startsWith("/") ? text.substring(1) : text;
        SupervisedContainer exact = byId.get(wanted);
        if (exact != null) {
            return exact;
        }
        List<SupervisedContainer> named = all().stream()
                .filter(one -> one.registration().name().equals(wanted))
                .toList();
        if (named.size() == 1) {
            return named.get(0);
        }
        List<SupervisedContainer> begun = wanted.isEmpty()
                ? List.of()
                : all().stream()
                        .filter(one -> one.registration().id().startsWith(wanted))
                        .toList();
        if (begun.size() > 1) {
            throw new LifeException(
                    LifeException.Kind.BAD_REQUEST,
                    "several containers have an id that begins with " + text + ": write more of it");
        }
        return begun.stream()
                .findFirst()
                .orElseThrow(() -> new LifeException(LifeException.Kind.NOT_FOUND, "no such container: " + text));
    }

    synchronized boolean isTaken(String name) {
        return reserved.contains(name)
                || all().stream().anyMatch(one -> one.registration().name().equals(name));
    }

    /** Keeps a name from others until it is released; by then a container has it, or nobody. */
    synchronized String reserve(String name) {
        if (isTaken(name)) {
            throw new LifeException(
                    LifeException.Kind.CONFLICT,
                    "the container name \"" + name + "\" is in use already: remove or rename that container first");
        }
        reserved.add(name);
        return name;
    }

    /** Keeps a name that nobody has. */
    synchronized String reserveAny(ContainerNames names) {
        return reserve(names.free(this::isTaken));
    }

    synchronized void release(String name) {
        reserved.remove(name);
    }

    @Override
    public Map<Namespace, Neighbour> joined(Resolved resolved) {
        Map<Namespace, Neighbour> found = new TreeMap<>();
        resolved.sharing()
                .joined()
                .forEach((namespace, name) ->
                        found.put(namespace, shareable(find(name), namespace).asNeighbour()));
        return found;
    }

    /** docker-run(1), --ipc: "private" is the default, and not to be joined. */
    private static SupervisedContainer shareable(SupervisedContainer other, Namespace namespace) {
        String mode = other.registration().config().host().ipcMode();
        if (namespace == Namespace.IPC && !mode.equals("shareable")) {
            throw new LifeException(
                    LifeException.Kind.CONFLICT,
                    "the IPC namespace of " + other.registration().name()
                            + " is its own: start that container with --ipc shareable");
        }
        return other;
    }
}
