package hangari.container.life.translate;

import hangari.container.Isolation;
import hangari.container.Joined;
import hangari.container.life.LifeException;
import hangari.linux.Namespace;
import hangari.linux.proc.NamespaceInodes;
import hangari.linux.proc.ProcFs;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Joins a namespace of another container. */
final class Neighbours {
    private Neighbours() {}

    /** With that namespace of the neighbour; if the neighbour has the host's, that is what is shared. */
    static Isolation join(Isolation isolation, Neighbour neighbour, Namespace namespace) {
        Set<String> apart = inodes(neighbour.pid())
                .orElseThrow(() -> new LifeException(
                        LifeException.Kind.CONFLICT,
                        "container " + neighbour.id() + " does not run any more: start it first"))
                .apartFrom(inodes(ProcFs.host().self()).orElseThrow());
        if (!apart.contains(namespace.procName())) {
            return isolation;
        }
        Set<Namespace> joined = EnumSet.of(namespace);
        // setns(2): to join a namespace takes CAP_SYS_ADMIN in the user namespace that owns it.
        if (apart.contains(Namespace.USER.procName())) {
            joined.add(Namespace.USER);
        }
        return isolation.withJoined(new Joined(neighbour.pid(), joined));
    }

    private static Optional<NamespaceInodes> inodes(long pid) {
        return ProcFs.host().namespaces(pid).value();
    }
}
