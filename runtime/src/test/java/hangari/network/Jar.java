package hangari.network;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.linux.Child;
import hangari.linux.Credentials;
import hangari.linux.DescriptorStep;
import hangari.linux.Ending;
import hangari.linux.FileStep;
import hangari.linux.Launch;
import hangari.linux.Launcher;
import hangari.linux.Namespace;
import hangari.linux.NamespaceStep;
import hangari.linux.NetworkNamespace;
import hangari.linux.ProcessStep;
import hangari.linux.Signal;
import hangari.linux.Step;
import hangari.linux.SyscallProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A process that sleeps in a network namespace of its own, so that a test never touches the host's links. */
public final class Jar implements AutoCloseable {
    private final Child sleeper;
    public final NetworkNamespace namespace;
    public final Network network;

    private Jar(Child sleeper) {
        this.sleeper = sleeper;
        try {
            this.namespace = NetworkNamespace.of(sleeper.pid());
            this.network = Network.in(namespace);
        } catch (RuntimeException e) {
            sleeper.close();
            throw e;
        }
    }

    /** In new namespaces, NET among them. */
    public static Jar in(Namespace... namespaces) {
        Set<Namespace> all = Set.of(namespaces);
        return new Jar(sleeper(all, all.contains(Namespace.USER) ? rootInside() : List.of()));
    }

    /** In a network namespace of its own that belongs to the user namespace of another. */
    public Jar sibling() {
        List<Step> steps = List.of(
                new NamespaceStep.Enter(pid(), List.of(Namespace.USER)),
                new NamespaceStep.Unshare(Set.of(Namespace.NET)));
        return new Jar(sleeper(Set.of(), steps));
    }

    // user_namespaces(7): a process whose user is not mapped loses its capabilities at execve.
    private static List<Step> rootInside() {
        return List.of(
                new FileStep.WriteFile("/proc/self/uid_map", "0 " + Credentials.uid() + " 1"),
                new FileStep.WriteFile("/proc/self/setgroups", "deny"),
                new FileStep.WriteFile("/proc/self/gid_map", "0 " + Credentials.gid() + " 1"));
    }

    private static Child sleeper(Set<Namespace> namespaces, List<Step> steps) {
        List<Step> all = new ArrayList<>(steps);
        all.add(new ProcessStep.DieWithParent(Signal.SIGKILL));
        all.add(new ProcessStep.UnblockSignals());
        all.add(new DescriptorStep.CloseOnExec(3));
        all.add(new ProcessStep.Execve("/bin/sleep", List.of("sleep", "1000"), Map.of()));
        Launch launch = Launcher.children().launch(new SyscallProgram(namespaces, all));
        assertThat(launch.refusal()).isEmpty();
        return launch.child().orElseThrow();
    }

    /** Runs a program of the host inside, in the user namespace too; says how it ended. */
    public Ending run(String... argv) {
        Launch launch = Launcher.children()
                .launch(new SyscallProgram(
                        Set.of(),
                        List.of(
                                new NamespaceStep.Enter(pid(), List.of(Namespace.USER, Namespace.NET)),
                                new ProcessStep.UnblockSignals(),
                                new DescriptorStep.CloseOnExec(3),
                                new ProcessStep.Execve(argv[0], List.of(argv), Map.of()))));
        assertThat(launch.refusal()).isEmpty();
        return launch.child().orElseThrow().await();
    }

    public long pid() {
        return sleeper.pid();
    }

    @Override
    public void close() {
        network.close();
        namespace.close();
        sleeper.close();
    }
}
