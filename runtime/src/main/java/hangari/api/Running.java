package hangari.api;

import hangari.container.Container;
import hangari.container.ContainerSpec;
import hangari.container.Observation;
import hangari.container.Observer;
import hangari.container.RootFs;
import hangari.container.cgroup.Events;
import hangari.container.cgroup.Statistics;
import hangari.linux.Refusal;
import hangari.linux.Signal;
import hangari.linux.SyscallLog;
import hangari.linux.proc.NamespaceInodes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A box that was started and may still run. It ends with the session at the latest. */
public final class Running implements AutoCloseable {
    private static final List<Running> ALL = new CopyOnWriteArrayList<>();

    private final Container container;
    private final EvidenceLine evidence;

    private Running(Container container, EvidenceLine evidence) {
        this.container = container;
        this.evidence = evidence;
    }

    static Running of(Container container) {
        Running running = new Running(container, EvidenceLine.next());
        ALL.removeIf(other -> !other.alive());
        ALL.add(running);
        running.evidence.started(container);
        return running;
    }

    static List<Running> all() {
        return ALL.stream().filter(Running::alive).toList();
    }

    /** Its PID as the host sees it. */
    public long pid() {
        return container.pid();
    }

    /** Whether it is still running. */
    public boolean alive() {
        return container.alive();
    }

    /** What can be seen of it from outside, now. */
    public Observation observed() {
        return Observer.observe(pid()).orElseGet(() -> container
                .observation()
                .orElseThrow(() -> new IllegalStateException("process " + pid() + " was never seen")));
    }

    /** What can be seen of it while it runs: once it has ended, there is nothing left to join. */
    Observation inside() {
        if (refused().isPresent()) {
            throw new IllegalStateException("the box never ran, so there is nothing to join: "
                    + refused().get().line());
        }
        if (!alive()) {
            throw new IllegalStateException(
                    "process " + pid() + " has ended, and its namespaces with it: start it again");
        }
        return observed();
    }

    /** The inode of each of its namespaces, now. */
    public NamespaceInodes namespaces() {
        return observed().namespaces();
    }

    /** The system calls it was made by, and what the kernel answered. */
    public SyscallLog syscalls() {
        return container.syscalls();
    }

    /** The call that the kernel refused, if the program did not get to run. */
    public Optional<Refusal> refused() {
        return container.refusal();
    }

    /** How often its limits were felt so far. */
    public Events events() {
        return container.events();
    }

    /** What it has used so far, as far as its limits count it. */
    public Statistics statistics() {
        return container.statistics();
    }

    /** What it wrote so far. */
    public String stdout() {
        return container.stdout();
    }

    /** The layer that takes its changes, if its root is made of layers. */
    public Root upper() {
        return upper(container.spec());
    }

    static Root upper(ContainerSpec spec) {
        if (spec.root() instanceof RootFs.Overlay overlay) {
            return new Root(overlay.upper());
        }
        throw new IllegalStateException("the box has no layers: make it with .layers(root)");
    }

    /** Sends it a signal, such as {@code signal("TERM")}; false if it has ended. */
    public boolean signal(String name) {
        return container.signal(Signal.named(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "no signal is called " + name + ": use a name of signal(7), such as TERM or KILL")));
    }

    /** Waits for its end. */
    public Run await() {
        Run run = new Run(container, container.await());
        evidence.ended(run);
        return run;
    }

    /** Ends it with {@code SIGKILL}, and waits until it is gone. */
    public Run stop() {
        signal("KILL");
        return await();
    }

    @Override
    public void close() {
        if (alive()) {
            stop();
        }
    }

    @Override
    public String toString() {
        if (refused().isPresent()) {
            return "refused: " + refused().get().line();
        }
        String name = String.join(" ", container.spec().argv());
        return alive() ? name + ": runs as process " + pid() : name + ": has ended";
    }
}
