package hangari.linux;

import java.util.List;
import java.util.Set;

/**
 * A child's whole life, laid out before it is born: the namespaces it is cloned into, then its steps in order.
 *
 * <p>Printing it is the dry run:
 *
 * <pre>{@code
 * var program = new SyscallProgram(Set.of(Namespace.UTS), List.of(
 *         new NamespaceStep.Sethostname("jar"),
 *         new ProcessStep.Execve("/bin/hostname", List.of("hostname"), Map.of())));
 * System.out.println(program);
 * }</pre>
 *
 * @param before what whoever clones the child does before; only a process of its own can ({@link Launcher#launchSealed},
 *     {@link Keeper}), for it is not undone
 * @param namespaces the new namespaces that {@code clone3(2)} is asked for
 * @param steps what the child does; a program that does not end in {@link ProcessStep.Execve} or {@link ProcessStep.Exit} exits with
 *     125 at its end
 */
public record SyscallProgram(List<Step> before, Set<Namespace> namespaces, List<Step> steps) {
    public SyscallProgram {
        before = List.copyOf(before);
        namespaces = Set.copyOf(namespaces);
        steps = List.copyOf(steps);
    }

    /** One before which nothing is done. */
    public SyscallProgram(Set<Namespace> namespaces, List<Step> steps) {
        this(List.of(), namespaces, steps);
    }

    /** What is done before, as calls. */
    List<Call> callsBefore() {
        return before.stream().flatMap(step -> step.calls().stream()).toList();
    }

    /** The steps as calls. */
    List<Call> calls() {
        return steps.stream().flatMap(step -> step.calls().stream()).toList();
    }

    /** How {@code clone3} is called, without the flags that only serve the launch. */
    String cloneText() {
        return "clone3({flags=" + Flag.text(namespaces) + "}, 88)";
    }

    /** The dry run: one call a line, numbered. */
    @Override
    public String toString() {
        return SyscallLog.planned(this).toString();
    }
}
