package hangari.container;

import hangari.linux.Fd;
import hangari.linux.MountAttribute;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/** A mount that was asked for beside those of the root. */
public sealed interface ExtraMount {
    /** Where it is mounted, as the process sees it. */
    String target();

    /**
     * A file or directory of the host, seen at the target as well, with all that is mounted below it.
     *
     * @param attributes what it may not be used for, such as {@code RDONLY}
     * @param propagation what becomes of mounts that are made below it later
     */
    record Bind(Path source, String target, Set<MountAttribute> attributes, Propagation propagation)
            implements ExtraMount {
        public Bind {
            attributes = attributes.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(attributes));
        }

        /** One that can be used for all that its source can. */
        public Bind(Path source, String target) {
            this(source, target, Set.of(), Propagation.PRIVATE);
        }
    }

    /**
     * The same as {@link Bind}, of what is open already.
     *
     * @param file refers to a copy of the mount that hangs nowhere
     */
    record Tree(Fd file, boolean directory, String target, Set<MountAttribute> attributes, Propagation propagation)
            implements ExtraMount {}

    /**
     * What another container has mounted at the same place: shared memory, of which an IPC namespace is a part.
     *
     * @param pid a process of that container
     */
    record Theirs(long pid, String target) implements ExtraMount {}

    /** Nothing, where every container has something mounted. */
    record Nothing(String target) implements ExtraMount {}

    /**
     * An empty file system in memory.
     *
     * @param options of tmpfs(5), such as {@code size=64m,mode=1777}; empty for the kernel's own
     * @param attributes what it may not be used for
     */
    record Tmpfs(String target, String options, Set<MountAttribute> attributes) implements ExtraMount {
        public Tmpfs {
            attributes = Set.copyOf(attributes);
        }

        /** One that programs can be run from, but no devices be used. */
        public Tmpfs(String target) {
            this(target, "", Set.of(MountAttribute.NOSUID, MountAttribute.NODEV));
        }
    }

    /** A device of the host, by its file: no other device can be used through it. */
    record Device(Path source, String target) implements ExtraMount {}

    /** The processes of the PID namespace that the box is in. */
    record Proc(String target) implements ExtraMount {}

    /** What becomes of mounts that are made later, here or at the source. Source: {@code mount_namespaces(7)}. */
    enum Propagation {
        /** They stay where they are made. */
        PRIVATE,
        /** Those at the source are seen here too. */
        SLAVE,
        /** Those at the source are seen here, and those here at the source. */
        SHARED
    }
}
