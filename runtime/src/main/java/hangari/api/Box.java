package hangari.api;

import hangari.container.Container;
import hangari.container.ContainerSpec;
import hangari.container.ExtraMount;
import hangari.container.Joined;
import hangari.container.Planner;
import hangari.container.RootFs;
import hangari.container.cgroup.Hierarchies;
import hangari.container.cgroup.Plan;
import hangari.linux.Namespace;
import hangari.linux.Step;
import hangari.linux.SyscallProgram;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** A process that has not run, and what it is to be kept apart by. Each method returns another box. */
public final class Box {
    private final ContainerSpec spec;

    Box(ContainerSpec spec) {
        this.spec = spec;
    }

    /** With another root directory, by {@code chroot(2)} and nothing else. */
    public Box chroot(Root root) {
        return new Box(spec.withRoot(new RootFs.Chroot(root.path())));
    }

    /** With a root of its own, as an OCI runtime makes it: mount namespace, proc, dev, sys, {@code pivot_root(2)}. */
    public Box root(Root root) {
        return new Box(spec.withRoot(new RootFs.Pivot(root.path())));
    }

    /** With {@code pivot_root(2)} onto the directory as it is, which must be a mount point for that. */
    public Box pivot(Root root) {
        return new Box(spec.withRoot(new RootFs.BarePivot(root.path())));
    }

    /** With a root made of layers by overlayfs, the lowest first; what it writes goes to a layer of its own. */
    public Box layers(Root... lower) {
        Path place = Place.fresh("box");
        List<Path> paths = Arrays.stream(lower).map(Root::path).toList();
        return new Box(spec.withRoot(OverlayPlace.in(place, paths)));
    }

    /** With namespaces of its own. */
    public Box unshare(Namespace... namespaces) {
        return new Box(spec.withNamespaces(Set.copyOf(List.of(namespaces))));
    }

    /** With namespaces of its own; {@code ALL} is every one but the user and the time namespace. */
    public Box unshare(Set<Namespace> namespaces) {
        return new Box(spec.withNamespaces(namespaces));
    }

    /**
     * In namespaces of a box that runs, by {@code setns(2)}; what {@code unshare} asks for as well becomes a copy of
     * them.
     */
    public Box join(Running other, Namespace... namespaces) {
        Set<Namespace> wanted = Set.copyOf(List.of(namespaces));
        return new Box(spec.withJoined(Joined.of(other.inside(), Verbs.host(), wanted)));
    }

    /** With this name for its machine, in a UTS namespace of its own. */
    public Box hostname(String name) {
        return new Box(spec.withHostname(name));
    }

    /** With a file or directory of the host at this place as well. */
    public Box bind(String source, String target) {
        return new Box(spec.withMount(new ExtraMount.Bind(Path.of(source).toAbsolutePath(), target)));
    }

    /** With an empty file system in memory at this place. */
    public Box tmpfs(String target) {
        return new Box(spec.withMount(new ExtraMount.Tmpfs(target)));
    }

    /** With a fresh {@code /proc}, which shows the processes of its PID namespace. */
    public Box proc() {
        return new Box(spec.withMount(new ExtraMount.Proc("/proc")));
    }

    /** With a variable in its environment. */
    public Box env(String name, String value) {
        return new Box(spec.withEnv(name, value));
    }

    /** With this working directory. */
    public Box cwd(String directory) {
        return new Box(spec.withCwd(directory));
    }

    /** With at most so much memory, such as {@code "64m"}, and as much swap; who wants more is killed. */
    public Box memory(String size) {
        return new Box(spec.withLimits(spec.limits().withMemory(size)));
    }

    /** With at most so many tasks, threads included; a fork too many is refused with {@code EAGAIN}. */
    public Box pids(long count) {
        return new Box(spec.withLimits(spec.limits().withPids(count)));
    }

    /** With at most so many processors' worth of time: 0.5 is half of one. */
    public Box cpus(double count) {
        return new Box(spec.withLimits(spec.limits().withCpus(count)));
    }

    /** The cgroups that this box would be placed in, and which file would get which value; nothing is done. */
    public Plan limits() {
        return Plan.of(Hierarchies.here(), spec.limits(), "box");
    }

    /** With further system calls, just before {@code execve}; see {@link Steps}. */
    public Box then(Step... steps) {
        return new Box(spec.withThen(List.of(steps)));
    }

    /** The system calls that this box is made of; nothing is run. */
    public SyscallProgram plan() {
        return Planner.plan(spec);
    }

    /** Runs it and waits for its end; if the wait is interrupted, it is ended. A call that the kernel refuses is part of the result, not an exception. */
    public Run run() {
        try (Running running = start()) {
            return running.await();
        }
    }

    /** Starts it and lets it run; it ends with the session at the latest. */
    public Running start() {
        return Running.of(Container.observed(spec));
    }

    /** Runs it on this terminal, until it ends. */
    public Run terminal() {
        return Attached.run(spec);
    }

    @Override
    public String toString() {
        return "box " + String.join(" ", spec.argv()) + " (not run: .run(), .start() or .plan())";
    }
}
