package hangari.api;

import hangari.container.Container;
import hangari.container.Observation;
import hangari.container.cgroup.Events;
import hangari.container.cgroup.Statistics;
import hangari.linux.Ending;
import hangari.linux.Errno;
import hangari.linux.Refusal;
import hangari.linux.Signal;
import hangari.linux.SyscallLog;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A box that has come to its end. */
public final class Run {
    private static final int FAILED = 125;
    private static final int NOT_EXECUTABLE = 126;
    private static final int NOT_FOUND = 127;

    private final Container container;
    private final Optional<Ending> ending;

    Run(Container container, Optional<Ending> ending) {
        this.container = container;
        this.ending = ending;
    }

    /** Its exit status as a shell gives it; if it did not get to run, 127, 126 or 125 as docker gives them. */
    public int exit() {
        Optional<Refusal> refusal = refused();
        if (refusal.isEmpty()) {
            return ending.map(Ending::status).orElse(FAILED);
        }
        if (!refusal.get().call().equals("execve")) {
            return FAILED;
        }
        return refusal.get().errno() == Errno.ENOENT ? NOT_FOUND : NOT_EXECUTABLE;
    }

    /** The signal that ended it, if one did. */
    public Optional<Signal> signal() {
        return ending.filter(end -> end instanceof Ending.Killed).map(end -> ((Ending.Killed) end).signal());
    }

    /** The call that the kernel refused, if the program did not get to run. */
    public Optional<Refusal> refused() {
        return container.refusal();
    }

    /** How often its limits were felt. */
    public Events events() {
        return container.events();
    }

    /** What it has used, as far as its limits count it. */
    public Statistics statistics() {
        return container.statistics();
    }

    /** What it wrote to its standard output. */
    public String stdout() {
        return container.stdout();
    }

    /** What it wrote to its standard error. */
    public String stderr() {
        return container.stderr();
    }

    /** The system calls it was made by, and what the kernel answered. */
    public SyscallLog syscalls() {
        return container.syscalls();
    }

    /** What was seen of it from outside, just before it became its program; its hostname as it was at its end. */
    public Observation observed() {
        return container
                .observation()
                .orElseThrow(() -> new IllegalStateException("it was refused before it could be observed"));
    }

    /** The layer that took its changes, if its root was made of layers. */
    public Root upper() {
        return Running.upper(container.spec());
    }

    Container container() {
        return container;
    }

    /** How it ended and what it wrote, or why it did not run. */
    @Override
    public String toString() {
        if (refused().isPresent()) {
            return "refused: " + refused().get().line();
        }
        String end = ending.map(Ending::toString).orElse("") + (events().outOfMemory() ? ", out of memory" : "");
        return Stream.of(end, stdout(), stderr())
                .map(String::stripTrailing)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n"));
    }
}
