package hangari.linux;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A child's way to a place that this process cannot go to, and the directory that it came to, held open.
 *
 * <pre>{@code
 * // the root of another mount namespace
 * try (Errand there = Errand.to(Set.of(), List.of(new NamespaceStep.Enter(pid, List.of(Namespace.MNT))))) {
 *     there.directory().names();
 * }
 * }</pre>
 *
 * <p>setns(2) and unshare(2) refuse a process of many threads some namespaces, and what is mounted in a namespace of our
 * own would be in the way of all our threads. A child of one thread that shares our descriptors goes in their stead and
 * ends at once. What it opened stays open with the directory: a mount is taken out of its namespace when that ends, and
 * openat2(2) then refuses to follow {@code ..} on it (EAGAIN).
 */
public final class Errand implements AutoCloseable {
    private static final Set<String> OPENING = Set.of("openat", "openat2", "open_tree", "fsopen", "fsmount");

    private final DirectoryFd directory;
    private final List<Fd> held;

    private Errand(DirectoryFd directory, List<Fd> held) {
        this.directory = directory;
        this.held = held;
    }

    /**
     * Has a child do all this and opens its working directory.
     *
     * @param namespaces new ones for the child
     * @throws KernelException if one of the steps is refused
     */
    public static Errand to(Set<Namespace> namespaces, List<Step> steps) {
        List<Step> all = new ArrayList<>(steps);
        all.add(new TreeStep.Open(new Handle("here"), At.path("."), true, Set.of()));
        all.add(new ProcessStep.Exit(0));
        Launch launch = Launcher.probes().launchSharingFiles(new SyscallProgram(namespaces, all));
        launch.child().ifPresent(Child::await);
        List<Fd> opened = opened(launch);
        try {
            launch.refusal().ifPresent(refusal -> {
                throw new KernelException(refusal);
            });
            return new Errand(DirectoryFd.of(opened.get(opened.size() - 1)), opened);
        } catch (RuntimeException e) {
            opened.forEach(Fd::close);
            throw e;
        }
    }

    /** What the child opened and, since it became no other program, did not close. */
    private static List<Fd> opened(Launch launch) {
        return launch.log().entries().stream()
                .filter(entry -> OPENING.contains(entry.name()))
                .map(entry -> entry.answer() instanceof SyscallLog.Answer.Returned fd
                        ? Optional.of(new Fd((int) fd.value()))
                        : Optional.<Fd>empty())
                .flatMap(Optional::stream)
                .toList();
    }

    /** Where it came to. Closed with this. */
    public DirectoryFd directory() {
        return directory;
    }

    /** The same, as a descriptor: to be handed on. Closed with this. */
    public Fd place() {
        return held.get(held.size() - 1);
    }

    @Override
    public void close() {
        directory.close();
        held.forEach(Fd::close);
    }
}
