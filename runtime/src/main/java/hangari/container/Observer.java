package hangari.container;

import hangari.linux.KernelException;
import hangari.linux.proc.CgroupMembership;
import hangari.linux.proc.IdMap;
import hangari.linux.proc.MountTable;
import hangari.linux.proc.NamespaceInodes;
import hangari.linux.proc.ProcFs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks at processes from outside, through {@code /proc}, and by joining a namespace for a moment. */
public final class Observer {
    /** More than any directory is deep. */
    private static final int UP = 64;

    private final ProcFs proc;

    private Observer(ProcFs proc) {
        this.proc = proc;
    }

    /** Observes one process; empty if it is gone. */
    public static Optional<Observation> observe(long pid) {
        Observer observer = new Observer(ProcFs.host());
        return observer.look(pid, () -> observer.hostname(pid));
    }

    /** Observes one process whose UTS namespace, if it is not ours, is held open already. */
    static Optional<Observation> observe(long pid, Optional<UtsNamespace> held) {
        Observer observer = new Observer(ProcFs.host());
        return observer.look(pid, () -> observer.hostname(held));
    }

    /** Observes this process: what "the host" is to the containers that it launches. */
    public static Observation self() {
        return observe(ProcFs.host().self()).orElseThrow();
    }

    private Optional<Observation> look(long pid, Supplier<String> hostname) {
        return proc.status(pid)
                .value()
                .map(status -> new Observation(
                        pid,
                        proc.namespaces(pid).value().orElse(new NamespaceInodes(Map.of())),
                        status.nspid(),
                        hostname.get(),
                        directory(pid, "root"),
                        directory(pid, "root" + "/..".repeat(UP)),
                        proc.mounts(pid).value().orElse(new MountTable(List.of())),
                        proc.uidMap(pid).value().orElse(new IdMap(List.of())),
                        proc.gidMap(pid).value().orElse(new IdMap(List.of())),
                        proc.cgroups(pid).value().orElse(new CgroupMembership(List.of()))));
    }

    private Optional<Observation.RootIdentity> directory(long pid, String path) {
        try {
            // proc_pid_root(5): following the link leads to the process's own root, in its own mount namespace.
            // path_resolution(7): ".." stops at the root of who walks, which is ours: it climbs on above the process's.
            Map<String, Object> stat = Files.readAttributes(Path.of("/proc", Long.toString(pid), path), "unix:dev,ino");
            return Optional.of(new Observation.RootIdentity(
                    ((Number) stat.getOrDefault("dev", 0L)).longValue(),
                    ((Number) stat.getOrDefault("ino", 0L)).longValue()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The hostname in the process's UTS namespace; empty if the process is gone, or may not be looked into. */
    private String hostname(long pid) {
        try {
            Optional<UtsNamespace> held = UtsNamespace.ofItsOwn(pid);
            try {
                return hostname(held);
            } finally {
                held.ifPresent(UtsNamespace::close);
            }
        } catch (KernelException e) {
            return "";
        }
    }

    private String hostname(Optional<UtsNamespace> other) {
        return other.map(UtsNamespace::hostname).orElseGet(this::own);
    }

    private String own() {
        return proc.parameter("kernel/hostname").value().orElse("");
    }
}
