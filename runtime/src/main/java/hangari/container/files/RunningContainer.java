package hangari.container.files;

import hangari.container.life.State;
import hangari.image.tar.MountRule;
import hangari.linux.At;
import hangari.linux.DirectoryFd;
import hangari.linux.Errand;
import hangari.linux.Errno;
import hangari.linux.Handle;
import hangari.linux.KernelException;
import hangari.linux.Namespace;
import hangari.linux.NamespaceStep;
import hangari.linux.OtherProcess;
import hangari.linux.Step;
import hangari.linux.TreeStep;
import hangari.linux.proc.MountInfo;
import hangari.linux.proc.MountTable;
import hangari.linux.proc.ProcFs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The first process of a container, held: what is found by its PID is found of that very process. */
final class RunningContainer implements AutoCloseable {
    private static final Set<String> KERNELS = Set.of(
            "proc",
            "sysfs",
            "cgroup",
            "cgroup2",
            "devpts",
            "devtmpfs",
            "mqueue",
            "securityfs",
            "debugfs",
            "tracefs",
            "bpf",
            "configfs",
            "fusectl",
            "hugetlbfs",
            "binfmt_misc",
            "nsfs",
            "efivarfs",
            "pstore",
            "selinuxfs");

    private final String name;
    private final OtherProcess process;

    private RunningContainer(String name, OtherProcess process) {
        this.name = name;
        this.process = process;
    }

    /**
     * Holds it.
     *
     * @throws ChangedMeanwhileException if it has ended
     */
    static RunningContainer hold(String name, State.Running running) {
        OtherProcess process = OtherProcess.hold(running.pid()).orElseThrow(() -> ended(name));
        if (!isChild(running)) {
            process.close();
            throw ended(name);
        }
        return new RunningContainer(name, process);
    }

    /** The keeper is known by its PID and the time of its start; the container is a child of it. */
    private static boolean isChild(State.Running running) {
        ProcFs proc = ProcFs.host();
        return proc.stat(running.pid())
                        .value()
                        .filter(stat -> stat.parent() == running.keeper())
                        .isPresent()
                && proc.stat(running.keeper())
                        .value()
                        .filter(stat -> stat.started() == running.keeperStarted())
                        .isPresent();
    }

    private static ChangedMeanwhileException ended(String name) {
        return new ChangedMeanwhileException(name + " has ended meanwhile");
    }

    /**
     * Opens something by its PID, which was its own all the time if it still runs afterwards.
     *
     * @throws ChangedMeanwhileException if it does not
     */
    ContainerRoot whileItRuns(Supplier<ContainerRoot> open) {
        ContainerRoot opened;
        try {
            opened = open.get();
        } catch (KernelException e) {
            // proc_pid_root(5): of a process that has ended and was not waited for, the link leads nowhere
            if (e.errno() == Errno.ENOENT || e.errno() == Errno.ESRCH) {
                throw ended(name);
            }
            throw e;
        }
        if (process.ended(0)) {
            opened.close();
            throw ended(name);
        }
        return opened;
    }

    /** What it sees as its root. */
    DirectoryFd root() {
        return DirectoryFd.open(Path.of("/proc/" + process.pid() + "/root"));
    }

    /** Which of its mounts have files of its own: not the kernel's, nor what is in memory alone, but volumes. */
    MountRule mounts() {
        Set<Long> entered =
                ProcFs.host().mounts(process.pid()).value().map(MountTable::mounts).orElse(List.of()).stream()
                        .filter(RunningContainer::hasFiles)
                        .map(mount -> (long) mount.id())
                        .collect(Collectors.toUnmodifiableSet());
        return entered::contains;
    }

    private static boolean hasFiles(MountInfo mount) {
        // a directory of a tmpfs of the host's that is bound here is a volume like any other
        boolean inMemory = mount.type().equals("tmpfs") && mount.root().equals("/");
        return !inMemory && !KERNELS.contains(mount.type());
    }

    /** The same without what is mounted below it: a copy of that one mount, which hangs nowhere. */
    Errand bareRoot() {
        Handle tree = new Handle("tree");
        List<Step> steps = new ArrayList<>();
        // open_tree(2): the mount must be of the caller's own mount namespace
        steps.add(new NamespaceStep.Enter(process.pid(), namespaces()));
        steps.add(new TreeStep.Copy(tree, At.path("/"), false));
        steps.add(new TreeStep.Enter(tree));
        return Errand.to(Set.of(), steps);
    }

    // setns(2): EINVAL for the user namespace that the caller is in already
    private List<Namespace> namespaces() {
        boolean own = user(ProcFs.host().self()).equals(user(process.pid()));
        return own ? List.of(Namespace.MNT) : List.of(Namespace.USER, Namespace.MNT);
    }

    private static OptionalLong user(long pid) {
        return ProcFs.host()
                .namespaces(pid)
                .value()
                .map(inodes -> inodes.of("user"))
                .orElse(OptionalLong.empty());
    }

    @Override
    public void close() {
        process.close();
    }
}
