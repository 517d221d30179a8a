package hangari.linux;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Steps by which a process comes into namespaces, and those that mean something of the namespace that it is in. Source:
 * {@code namespaces(7)}.
 */
public sealed interface NamespaceStep extends Step {
    /** Creates namespaces for the caller; for PID and TIME, for its later children. Source: {@code unshare(2)}. */
    record Unshare(Set<Namespace> namespaces) implements NamespaceStep {
        public Unshare {
            namespaces = Set.copyOf(namespaces);
        }

        @Override
        public List<Call> calls() {
            return List.of(Call.of(Syscall.UNSHARE, Arg.flags(namespaces)));
        }
    }

    /**
     * Joins the namespace that an open file of {@code /proc/PID/ns} refers to or, all at once, these namespaces of the
     * process that a pidfd refers to; a PID namespace is joined by children to come. Source: {@code setns(2)}.
     */
    record Join(Fd file, Set<Namespace> kinds) implements NamespaceStep {
        public Join {
            kinds = Set.copyOf(kinds);
        }

        public Join(Fd file, Namespace kind) {
            this(file, Set.of(kind));
        }

        @Override
        public List<Fd> descriptors() {
            return List.of(file);
        }

        @Override
        public List<Call> calls() {
            return List.of(Call.of(Syscall.SETNS, Arg.number(file.number()), Arg.flags(kinds)));
        }
    }

    /**
     * Joins namespaces of another process, in this order, by their files below {@code /proc/PID/ns}. Source: {@code
     * setns(2)}.
     */
    record Enter(long pid, List<Namespace> namespaces) implements NamespaceStep {
        public Enter {
            namespaces = List.copyOf(namespaces);
        }

        @Override
        public List<Call> calls() {
            List<Call> opened = new ArrayList<>();
            List<Call> joined = new ArrayList<>();
            // All files are opened first: in another mount namespace, /proc may be another one, or not there.
            for (Namespace namespace : namespaces) {
                Handle file = new Handle(namespace.procName());
                Arg path = Arg.str("/proc/" + pid + "/ns/" + namespace.procName());
                Arg flags = Arg.flags(Set.of(OpenFlag.RDONLY, OpenFlag.CLOEXEC));
                opened.add(
                        Call.of(Syscall.OPENAT, CWD, path, flags, Arg.number(0)).into(file));
                joined.add(Call.of(Syscall.SETNS, new Arg.Result(file), Arg.flags(Set.of(namespace))));
            }
            opened.addAll(joined);
            return opened;
        }
    }

    /** Names the machine, within the UTS namespace. Source: {@code sethostname(2)}. */
    record Sethostname(String name) implements NamespaceStep {
        @Override
        public List<Call> calls() {
            int length = name.getBytes(StandardCharsets.UTF_8).length;
            return List.of(Call.of(Syscall.SETHOSTNAME, Arg.str(name), Arg.number(length)));
        }
    }

    /** Reads the names of the system, the hostname among them, into the launcher's memory. Source: uname(2). */
    record Uname() implements NamespaceStep {
        static final int FIELD = 65;

        @Override
        public List<Call> calls() {
            return List.of(Call.of(Syscall.UNAME, new Arg.Room(6 * FIELD, "buf")));
        }
    }

    /** Opens a netlink socket; it belongs to the network namespace that the caller is in, for good. */
    record NetlinkSocket() implements NamespaceStep {
        @Override
        public List<Call> calls() {
            return List.of(Netlink.socket());
        }
    }
}
