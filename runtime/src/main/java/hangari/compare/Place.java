package hangari.compare;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Where a command can run, from the least apart from its host to the most. */
public enum Place {
    /** As any process of the host. */
    PROCESS,
    /** With another root directory, by {@code chroot(2)} and nothing else. */
    CHROOT,
    /** In namespaces of its own, with docker's default confinement. */
    CONTAINER,
    /** In a machine that is a program: with a kernel of its own. */
    VM;

    /** Every place. */
    public static final Set<Place> ALL = Collections.unmodifiableSet(EnumSet.allOf(Place.class));

    /** Those whose processes are the host's own. */
    public static final Set<Place> ON_THE_HOST = Collections.unmodifiableSet(EnumSet.of(PROCESS, CHROOT, CONTAINER));
}
