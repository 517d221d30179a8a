package hangari.compare;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What was found of one aspect at one place. */
public sealed interface Cell {
    /** How long something took, each time that it was tried, in nanoseconds, the shortest first. */
    record Times(List<Long> nanos) implements Cell {
        public Times {
            nanos = nanos.stream().sorted().toList();
        }

        /** The middle one, or the lower of the two in the middle: one that was really measured. */
        public long median() {
            return nanos.get((nanos.size() - 1) / 2);
        }

        public long least() {
            return nanos.get(0);
        }

        public long most() {
            return nanos.get(nanos.size() - 1);
        }
    }

    /** An amount of memory or disk. */
    record Bytes(long bytes) implements Cell {}

    /** Processes of the host, by their names. */
    record Processes(List<String> names) implements Cell {
        public Processes {
            names = List.copyOf(names);
        }
    }

    /** Something to be read. */
    record Text(String text) implements Cell {}

    /** What a command wrote, and its exit status. */
    record Answer(String text, int status) implements Cell {}

    /** The PIDs of a process in the host's list, the host's own first; none if the host does not see it. */
    record Pids(List<Long> nested) implements Cell {
        public Pids {
            nested = List.copyOf(nested);
        }
    }

    /**
     * With whom the namespaces of a process are shared.
     *
     * @param shared the kinds that are the host's own; empty if none, or none can be, as with another kernel
     * @param apart the kinds that are others than the host's
     * @param sameKernel whether it is the host's kernel that keeps them
     */
    record Namespaces(Set<String> shared, Set<String> apart, boolean sameKernel) implements Cell {
        public Namespaces {
            shared = new TreeSet<>(shared);
            apart = new TreeSet<>(apart);
        }
    }

    /** It could not be measured. */
    record Unmeasured(String why) implements Cell {}

    /** The reason, if there is nothing but a reason. */
    default Optional<String> missing() {
        return this instanceof Unmeasured unmeasured ? Optional.of(unmeasured.why()) : Optional.empty();
    }
}
