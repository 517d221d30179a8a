package hangari.container;

import hangari.linux.Fd;
import hangari.linux.KernelException;
import hangari.linux.Launch;
import hangari.linux.Launcher;
import hangari.linux.Namespace;
import hangari.linux.NamespaceStep;
import hangari.linux.OpenFlag;
import hangari.linux.ProcessStep;
import hangari.linux.Step;
import hangari.linux.SyscallProgram;
import hangari.linux.proc.NamespaceInodes;
import hangari.linux.proc.ProcFs;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A UTS namespace other than ours, held open so that its name can be read when the process that was in it is gone.
 *
 * <p>namespaces(7): opening one of the files in {@code /proc/PID/ns} "returns a file handle for the corresponding
 * namespace of the process specified by PID. As long as this file descriptor remains open, the namespace will remain
 * alive, even if all processes in the namespace terminate."
 */
final class UtsNamespace implements AutoCloseable {
    // setns(2): CAP_SYS_ADMIN is needed in the user namespace that owns the target, so that one is joined first.
    private static final List<Namespace> IN_ORDER = List.of(Namespace.USER, Namespace.UTS);

    private final Map<Namespace, Fd> files = new EnumMap<>(Namespace.class);

    private UtsNamespace() {}

    /** That of a process, if it is not ours. Throws {@link KernelException} if the process may not be looked into. */
    static Optional<UtsNamespace> ofItsOwn(long pid) {
        Set<String> own = apart(pid);
        if (!own.contains(Namespace.UTS.procName())) {
            return Optional.empty();
        }
        UtsNamespace held = new UtsNamespace();
        try {
            IN_ORDER.stream().filter(kind -> own.contains(kind.procName())).forEach(kind -> held.open(pid, kind));
            return Optional.of(held);
        } catch (KernelException e) {
            held.close();
            throw e;
        }
    }

    private static Set<String> apart(long pid) {
        ProcFs proc = ProcFs.host();
        NamespaceInodes none = new NamespaceInodes(Map.of());
        NamespaceInodes ours = proc.namespaces(proc.self()).value().orElse(none);
        return proc.namespaces(pid).value().orElse(none).apartFrom(ours);
    }

    private void open(long pid, Namespace kind) {
        files.put(kind, Fd.open("/proc/" + pid + "/ns/" + kind.procName(), Set.of(OpenFlag.RDONLY)));
    }

    /** The hostname in it now, read by a child that joins it and ends; empty if that is refused. */
    String hostname() {
        List<Step> steps = new ArrayList<>();
        for (Namespace kind : IN_ORDER) {
            Optional.ofNullable(files.get(kind)).ifPresent(file -> steps.add(new NamespaceStep.Join(file, kind)));
        }
        steps.add(new NamespaceStep.Uname());
        steps.add(new ProcessStep.Exit(0));
        Launch launch = Launcher.probes().launch(new SyscallProgram(Set.of(), steps));
        launch.child().ifPresent(child -> child.await());
        return launch.refusal().isPresent() ? "" : launch.nodename();
    }

    @Override
    public void close() {
        files.values().forEach(Fd::close);
        files.clear();
    }
}
