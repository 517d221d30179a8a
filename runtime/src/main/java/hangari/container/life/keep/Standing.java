package hangari.container.life.keep;

import hangari.container.cgroup.Group;
import hangari.container.life.ContainerConfig;
import hangari.container.life.LifeException;
import hangari.container.life.State;
import hangari.container.life.translate.Resolved;
import java.time.Instant;
import java.util.Optional;

/**
 * How one container stands: what of it is written down, and what of it is alive.
 *
 * <p>It has one monitor, which is its {@link SupervisedContainer}; whoever is called by that holds it, and what comes
 * later and by itself is run {@link #locked}.
 */
final class Standing {
    private final Object monitor;
    private final Surroundings around;
    private final ContainerDirectory files;
    private final Journal journal;
    private final OutputLog log;
    private final Resolved resolved;
    private volatile Registration registration;
    private Optional<Run> run = Optional.empty();
    private Optional<State.Exited> lastEnd = Optional.empty();
    private int runs;
    private int ends;
    private boolean removed;
    private boolean closing;

    Standing(
            Object monitor,
            Surroundings around,
            ContainerDirectory files,
            Registration registration,
            Resolved resolved) {
        this.monitor = monitor;
        this.around = around;
        this.files = files;
        this.registration = registration;
        this.journal = Journal.open(files.journal());
        this.log = new OutputLog(files.log(), registration.config().host().log());
        this.resolved = resolved;
        this.runs = journal.state().runsSoFar();
        if (journal.state() instanceof State.Exited exited) {
            lastEnd = Optional.of(exited);
        }
    }

    // The monitor

    /** The deed, done under the monitor. */
    Runnable locked(Runnable deed) {
        return () -> {
            synchronized (monitor) {
                deed.run();
            }
        };
    }

    Object monitor() {
        return monitor;
    }

    /** Has those who wait look again. */
    void changed() {
        monitor.notifyAll();
    }

    // What it is

    Surroundings around() {
        return around;
    }

    ContainerDirectory files() {
        return files;
    }

    Journal journal() {
        return journal;
    }

    OutputLog log() {
        return log;
    }

    Resolved resolved() {
        return resolved;
    }

    Registration registration() {
        return registration;
    }

    void rename(String name) {
        Registration renamed = registration.named(name);
        journal.act(Act.RENAME, () -> files.write(renamed));
        registration = renamed;
    }

    ContainerConfig config() {
        return registration.config();
    }

    State state() {
        return journal.state();
    }

    Group group() {
        return journal.group();
    }

    // Its runs

    /** The one that runs, if it does; or one whose end could not be written down. */
    Optional<Run> run() {
        return run;
    }

    void hold(Run which) {
        run = Optional.of(which);
    }

    void letGo() {
        run = Optional.empty();
    }

    /** The number of the last run. */
    int runs() {
        return runs;
    }

    void countRun() {
        runs++;
    }

    /** The run that was counted last has begun. */
    void begun(KeeperProcess keeper, Instant begun, int exits) {
        journal.state(
                Act.RUN,
                new State.Running(
                        runs, keeper.pid(), keeper.started(), keeper.past().pid(), begun, exits));
    }

    /** A run has ended. */
    void ended(State.Exited exited) {
        lastEnd = Optional.of(exited);
        ends++;
        try {
            journal.state(Act.END, exited);
        } finally {
            log.close();
            changed();
        }
    }

    /** How many runs have ended since we hold it. */
    int ends() {
        return ends;
    }

    Optional<State.Exited> lastEnd() {
        return lastEnd;
    }

    /** Whether the run of this number goes on. */
    boolean isRunning(int which) {
        return !removed && runs == which && state().alive();
    }

    /** Whether the run of this number is over. */
    boolean isOver(int which) {
        return removed || runs > which || (runs == which && !state().alive());
    }

    // Its own end, and ours

    boolean isRemoved() {
        return removed;
    }

    void removed() {
        removed = true;
    }

    /** Whether the supervisor ends. */
    boolean isClosing() {
        return closing;
    }

    void closing() {
        closing = true;
    }

    void needed() {
        if (removed) {
            throw new LifeException(LifeException.Kind.NOT_FOUND, "no such container: " + registration.name());
        }
    }

    LifeException notRunning() {
        return conflict("is not running");
    }

    LifeException conflict(String what) {
        return new LifeException(LifeException.Kind.CONFLICT, "container " + registration.name() + " " + what);
    }
}
