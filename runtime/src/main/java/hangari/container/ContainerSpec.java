package hangari.container;

import hangari.container.cgroup.Limits;
import hangari.linux.Namespace;
import hangari.linux.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is wanted of a container, before anything is done.
 *
 * <p>There are two beginnings. {@link #of} is a plain process, to which each wither adds one thing: that is how the
 * lessons build a box. {@link #docker} is a container as docker makes it, to which flags add and from which they take
 * away:
 *
 * <pre>{@code
 * ContainerSpec.of("ls", "/").withRoot(new RootFs.Chroot(directory));
 * ContainerSpec.docker(layers, "httpd", "-f").withHostname("web").withLimits(limits);
 * }</pre>
 *
 * @param process what it runs, and as whom
 * @param view which files it sees
 * @param isolation what it has of its own, and what it shares
 * @param profile what it may ask of the kernel; empty for all that its namespaces allow
 * @param then further calls, just before {@code execve}
 * @param limits what it may use at most
 */
public record ContainerSpec(
        ProcessSpec process,
        View view,
        Isolation isolation,
        Optional<Profile> profile,
        List<Step> then,
        Limits limits) {
    public ContainerSpec {
        then = List.copyOf(then);
    }

    /** A plain process: the host's root, all namespaces shared, nothing forbidden. */
    public static ContainerSpec of(String... argv) {
        return new ContainerSpec(
                ProcessSpec.of(List.of(argv)), View.HOST, Isolation.NONE, Optional.empty(), List.of(), Limits.none());
    }

    /** A container with docker's default confinement: namespaces, root, capabilities, seccomp, masked paths. */
    public static ContainerSpec docker(RootFs root, String... argv) {
        return of(argv).withRoot(root).withNamespaces(Namespace.ALL).withProfile(Profile.docker());
    }

    public ContainerSpec withProcess(ProcessSpec other) {
        return new ContainerSpec(other, view, isolation, profile, then, limits);
    }

    public ContainerSpec withView(View other) {
        return new ContainerSpec(process, other, isolation, profile, then, limits);
    }

    public ContainerSpec withIsolation(Isolation other) {
        return new ContainerSpec(process, view, other, profile, then, limits);
    }

    /** With a profile, and so with the root that goes with it: masked paths, devices of its own, a read-only /sys. */
    public ContainerSpec withProfile(Profile other) {
        return new ContainerSpec(process, view, isolation, Optional.of(other), then, limits);
    }

    /** With these limits, instead of those that were set before. */
    public ContainerSpec withLimits(Limits other) {
        return new ContainerSpec(process, view, isolation, profile, then, other);
    }

    /** Adds calls behind those that were added before. */
    public ContainerSpec withThen(List<Step> steps) {
        List<Step> more = new ArrayList<>(then);
        more.addAll(steps);
        return new ContainerSpec(process, view, isolation, profile, more, limits);
    }

    // Shorthands into the parts.

    public List<String> argv() {
        return process.argv();
    }

    public Map<String, String> env() {
        return process.env();
    }

    public ContainerSpec withEnv(String name, String value) {
        return withProcess(process.withEnv(name, value));
    }

    public ContainerSpec withCwd(String directory) {
        return withProcess(process.withCwd(directory));
    }

    public ContainerSpec withUser(Identity user) {
        return withProcess(process.withUser(user));
    }

    public RootFs root() {
        return view.root();
    }

    public ContainerSpec withRoot(RootFs root) {
        return withView(view.withRoot(root));
    }

    public ContainerSpec withMount(ExtraMount mount) {
        return withView(view.withMount(mount));
    }

    /** Adds namespaces to those asked for. */
    public ContainerSpec withNamespaces(Set<Namespace> more) {
        return withIsolation(isolation.withNamespaces(more));
    }

    /** Adds namespaces of another process, joined behind those that were added before. */
    public ContainerSpec withJoined(Joined other) {
        return withIsolation(isolation.withJoined(other));
    }

    /** Whether it joins a namespace of this kind. */
    public boolean joins(Namespace namespace) {
        return isolation.joins(namespace);
    }

    public ContainerSpec withHostname(String name) {
        return withIsolation(isolation.withHostname(name));
    }
}
