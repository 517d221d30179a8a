package hangari.container;

import hangari.container.cgroup.Limits;
import hangari.linux.Namespace;
import hangari.linux.Step;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is wanted of a container, before anything is done.
 *
 * @param argv the program and its arguments
 * @param env its environment
 * @param cwd its working directory inside; empty for {@code /}, or where the launcher is if the root is the host's
 * @param root what it sees at {@code /}
 * @param namespaces the namespaces of its own that were asked for
 * @param joined namespaces of other processes that it joins, in order
 * @param hostname the name it gives its machine
 * @param mounts further mounts, in order
 * @param then further calls, just before {@code execve}
 * @param limits what it may use at most
 */
public record ContainerSpec(
        List<String> argv,
        Map<String, String> env,
        Optional<String> cwd,
        RootFs root,
        Set<Namespace> namespaces,
        List<Joined> joined,
        Optional<String> hostname,
        List<ExtraMount> mounts,
        List<Step> then,
        Limits limits) {
    private static final Map<String, String> DEFAULT_ENV = Map.of(
            "PATH", ProgramLookup.PATH,
            "HOME", "/root",
            "LANG", "C.UTF-8",
            "TERM", "xterm-256color");

    public ContainerSpec {
        if (argv.isEmpty() || argv.get(0).isEmpty()) {
            throw new IllegalArgumentException("a box needs a program: box(\"ls\", \"/\")");
        }
        argv = List.copyOf(argv);
        env = Map.copyOf(env);
        namespaces = Set.copyOf(namespaces);
        joined = List.copyOf(joined);
        mounts = List.copyOf(mounts);
        then = List.copyOf(then);
    }

    /** A plain process: the host's root, all namespaces shared. */
    public static ContainerSpec of(String... argv) {
        return new ContainerSpec(
                List.of(argv),
                DEFAULT_ENV,
                Optional.empty(),
                new RootFs.Host(),
                Set.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                Limits.none());
    }

    public ContainerSpec withEnv(String name, String value) {
        Map<String, String> more = new TreeMap<>(env);
        more.put(name, value);
        return new ContainerSpec(argv, more, cwd, root, namespaces, joined, hostname, mounts, then, limits);
    }

    public ContainerSpec withCwd(String directory) {
        return new ContainerSpec(
                argv, env, Optional.of(directory), root, namespaces, joined, hostname, mounts, then, limits);
    }

    public ContainerSpec withRoot(RootFs newRoot) {
        return new ContainerSpec(argv, env, cwd, newRoot, namespaces, joined, hostname, mounts, then, limits);
    }

    /** Adds namespaces to those asked for. */
    public ContainerSpec withNamespaces(Set<Namespace> more) {
        Set<Namespace> all = EnumSet.noneOf(Namespace.class);
        all.addAll(namespaces);
        all.addAll(more);
        return new ContainerSpec(argv, env, cwd, root, all, joined, hostname, mounts, then, limits);
    }

    /** Adds namespaces of another process, joined behind those that were added before. */
    public ContainerSpec withJoined(Joined other) {
        List<Joined> more = new ArrayList<>(joined);
        more.add(other);
        return new ContainerSpec(argv, env, cwd, root, namespaces, more, hostname, mounts, then, limits);
    }

    /** Whether it joins a namespace of this kind. */
    public boolean joins(Namespace namespace) {
        return joined.stream().anyMatch(other -> other.namespaces().contains(namespace));
    }

    public ContainerSpec withHostname(String name) {
        return new ContainerSpec(argv, env, cwd, root, namespaces, joined, Optional.of(name), mounts, then, limits);
    }

    public ContainerSpec withMount(ExtraMount mount) {
        List<ExtraMount> more = new ArrayList<>(mounts);
        more.add(mount);
        return new ContainerSpec(argv, env, cwd, root, namespaces, joined, hostname, more, then, limits);
    }

    /** Adds calls behind those that were added before. */
    public ContainerSpec withThen(List<Step> steps) {
        List<Step> more = new ArrayList<>(then);
        more.addAll(steps);
        return new ContainerSpec(argv, env, cwd, root, namespaces, joined, hostname, mounts, more, limits);
    }

    /** With these limits, instead of those that were set before. */
    public ContainerSpec withLimits(Limits newLimits) {
        return new ContainerSpec(argv, env, cwd, root, namespaces, joined, hostname, mounts, then, newLimits);
    }
}
