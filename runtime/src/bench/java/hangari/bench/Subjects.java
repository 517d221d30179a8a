package hangari.bench;

import static hangari.linux.MountFlag.BIND;
import static hangari.linux.MountFlag.NODEV;
import static hangari.linux.MountFlag.NOEXEC;
import static hangari.linux.MountFlag.NOSUID;
import static hangari.linux.MountFlag.PRIVATE;
import static hangari.linux.MountFlag.REC;

import hangari.container.Container;
import hangari.container.ContainerSpec;
import hangari.container.RootFs;
import hangari.container.Stdio;
import hangari.container.cgroup.Limits;
import hangari.linux.DescriptorStep;
import hangari.linux.Ending;
import hangari.linux.Fd;
import hangari.linux.FileStep;
import hangari.linux.Launch;
import hangari.linux.Launcher;
import hangari.linux.MountStep;
import hangari.linux.Namespace;
import hangari.linux.OpenFlag;
import hangari.linux.ProcessStep;
import hangari.linux.Step;
import hangari.linux.SyscallProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is started: {@code /bin/true} below a root, in pid, mount, uts, ipc and net namespaces, by three ways.
 *
 * <p>Each ends with the process reaped, and throws if it did not run or did not exit with 0: a start that failed early
 * would look fast.
 */
final class Subjects {
    private static final Set<Namespace> NAMESPACES =
            Set.of(Namespace.PID, Namespace.MNT, Namespace.UTS, Namespace.IPC, Namespace.NET);
    private static final String PROGRAM = "/bin/true";
    private static final Fd NULL = Fd.open("/dev/null", Set.of(OpenFlag.RDWR));
    private static final Stdio STDIO = new Stdio(NULL, NULL, NULL, false);

    private final Path root;
    private final ContainerSpec same;
    private final ContainerSpec whole;
    private final ContainerSpec confined;

    /** Starts below this directory, which holds a static {@code /bin/true} and an empty {@code /proc}. */
    Subjects(Path root) {
        this.root = root.toAbsolutePath();
        if (!Files.isExecutable(this.root.resolve("bin/true"))) {
            throw new IllegalArgumentException(root + " holds no bin/true: run src/bench/sh/start.sh, which makes one");
        }
        ContainerSpec plain = ContainerSpec.of(PROGRAM).withNamespaces(NAMESPACES);
        same = plain.withThen(enter());
        whole = plain.withRoot(new RootFs.Pivot(this.root));
        confined = ContainerSpec.docker(layers(this.root), PROGRAM)
                .withLimits(Limits.none().withPids(100));
    }

    /** The calls of {@code c/start.c}, as a program of our own. */
    void program() {
        Launch launch = Launcher.children()
                .launch(new SyscallProgram(
                        NAMESPACES,
                        concat(
                                List.of(new MountStep.Mount("", "/", "", Set.of(REC, PRIVATE), "")),
                                enter(),
                                List.of(
                                        new DescriptorStep.CloseOnExec(3),
                                        new ProcessStep.UnblockSignals(),
                                        new ProcessStep.Execve(PROGRAM, List.of("true"), Map.of("PATH", "/bin"))))));
        expect(launch.child().map(child -> child.await()), launch);
    }

    /** The same calls, asked of {@link Container}: beside them a new session and its own standard descriptors. */
    void container() {
        run(same);
    }

    /** A container as the OCI describes it: {@link #container()} with dev, sys and what belongs below them. */
    void wholeContainer() {
        run(whole);
    }

    /**
     * A container as docker starts it: six namespaces, overlayfs, a cgroup, devices of its own, masked paths, docker's
     * capabilities, no_new_privs and docker's seccomp policy.
     */
    void confinedContainer() {
        run(confined);
    }

    private static RootFs layers(Path lower) {
        Path place = lower.resolveSibling(lower.getFileName() + "-layers");
        try {
            return new RootFs.Overlay(
                    List.of(lower),
                    Files.createDirectories(place.resolve("upper")),
                    Files.createDirectories(place.resolve("work")),
                    Files.createDirectories(place.resolve("merged")));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + place + ": " + e.getMessage(), e);
        }
    }

    private static void run(ContainerSpec spec) {
        Container container = Container.on(STDIO, spec);
        expect(container.await(), container.syscalls());
    }

    /** Binds the root, mounts proc, changes to it and lets go of the old one. */
    private List<Step> enter() {
        String path = root.toString();
        return List.of(
                new MountStep.Mount(path, path, "", Set.of(BIND, REC), ""),
                new FileStep.Chdir(path),
                new MountStep.Mount("proc", "proc", "proc", Set.of(NOSUID, NODEV, NOEXEC), ""),
                new MountStep.PivotRoot(".", "."),
                new MountStep.Detach("."),
                new FileStep.Chdir("/"));
    }

    @SafeVarargs
    private static List<Step> concat(List<Step>... parts) {
        return List.of(parts).stream().flatMap(List::stream).toList();
    }

    private static void expect(Optional<Ending> ending, Object what) {
        if (!ending.equals(Optional.of(new Ending.Exited(0)))) {
            throw new IllegalStateException("it did not exit with 0, but " + ending + ": are you root?\n" + what);
        }
    }
}
