package hangari.container.life.keep;

import hangari.container.cgroup.Group;
import hangari.container.life.Answer;
import hangari.container.life.ContainerConfig;
import hangari.container.life.LifeException;
import hangari.container.life.Request.Condition;
import hangari.container.life.State;
import hangari.container.life.translate.Neighbour;
import hangari.container.life.translate.Resolved;
import hangari.linux.Namespace;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * One container, on disk and alive.
 *
 * <p>What is done to the machine for it stands in its {@link Journal} first. Its end comes by itself, is written down,
 * and then what its run has had is taken away; whether it is started again then is for its restart policy to say.
 *
 * <p>One thing is done to it at a time: it is the monitor of all that its parts do.
 */
final class SupervisedContainer {
    private final Standing standing;
    private final Neighbourhood neighbourhood;
    private final Waiting waiting;
    private final Freezing freezing;
    private final Starting starting;
    private final Stopping stopping;
    private final Removal removal;
    private final Adoption adoption;

    /** Who else there is. */
    interface Neighbourhood {
        /** The containers whose namespaces this one joins; they run. */
        Map<Namespace, Neighbour> joined(Resolved resolved);
    }

    SupervisedContainer(
            Surroundings around,
            ContainerDirectory files,
            Registration registration,
            Resolved resolved,
            Neighbourhood neighbourhood,
            Consumer<SupervisedContainer> whenRemoved) {
        this.standing = new Standing(this, around, files, registration, resolved);
        this.neighbourhood = neighbourhood;
        this.waiting = new Waiting(standing);
        this.freezing = new Freezing(standing);
        Teardown teardown = new Teardown(standing);
        Restarts restarts = new Restarts(standing, this::launchAgain);
        this.stopping = new Stopping(standing, waiting, freezing, restarts);
        this.removal = new Removal(standing, stopping, restarts, teardown, () -> whenRemoved.accept(this));
        Exits exits = new Exits(standing, teardown, restarts, removal);
        this.starting = new Starting(standing, neighbourhood, restarts, teardown, exits, removal);
        this.adoption = new Adoption(standing, freezing, stopping, exits, restarts, removal, teardown);
    }

    private void launchAgain(int endedBefore) {
        starting.launch(endedBefore);
    }

    // What it is

    Registration registration() {
        return standing.registration();
    }

    ContainerConfig config() {
        return standing.config();
    }

    ContainerDirectory files() {
        return standing.files();
    }

    Resolved resolved() {
        return standing.resolved();
    }

    OutputLog log() {
        return standing.log();
    }

    State state() {
        return standing.state();
    }

    Group group() {
        return standing.group();
    }

    /** The one that runs, if it does. */
    synchronized Optional<Run> run() {
        return standing.run();
    }

    /** Its first process, as the host sees it. */
    synchronized long pid() {
        return state().present().map(State.Running::pid).orElseThrow(this::notRunning);
    }

    /** Its first process, for another to be put beside it. */
    synchronized long pidForExec() {
        if (freezing.isPaused()) {
            throw standing.conflict("is paused: unpause it first");
        }
        return pid();
    }

    /** What it calls its machine, and where it is. */
    synchronized Neighbour asNeighbour() {
        return new Neighbour(registration().id(), pid(), hostname());
    }

    String hostname() {
        return resolved().hostname(registration().id(), neighbourhood.joined(resolved()));
    }

    LifeException notRunning() {
        return standing.notRunning();
    }

    // Verbs

    /** Starts it, for somebody wants it. */
    synchronized void start() {
        starting.start();
    }

    /** Ends it by a signal, and by SIGKILL when the time is up. */
    synchronized void stop(Optional<String> signal, OptionalInt seconds) {
        stopping.stop(signal, seconds);
    }

    /** Sends a signal; one that is to end it ends it even if it is paused. */
    synchronized void kill(String signal) {
        stopping.kill(signal);
    }

    synchronized void pause() {
        freezing.pause();
    }

    synchronized void unpause() {
        freezing.unpause();
    }

    synchronized void resize(int rows, int columns) {
        standing.run().orElseThrow(this::notRunning).resize(rows, columns);
    }

    synchronized void rename(String name) {
        standing.needed();
        standing.rename(name);
    }

    /** Removes it with all that it has written. */
    synchronized void remove(boolean force) {
        removal.remove(force);
    }

    // Waiting

    /** Waits until the condition holds. */
    synchronized Answer.Ended await(Condition condition) {
        return waiting.await(condition);
    }

    /** Whether the run of this number is over, and all that it wrote is in the log. */
    synchronized boolean isOver(int which) {
        return standing.isOver(which);
    }

    /** Whether nothing more will come of it by itself. */
    synchronized boolean isAtRest() {
        return isRemoved() || !(state().alive() || state() instanceof State.Restarting);
    }

    /** The number of the run that is, or of the next. */
    synchronized int presentRun() {
        return state().alive() ? standing.runs() : standing.runs() + 1;
    }

    synchronized int lastCode() {
        return standing.lastEnd().map(State.Exited::code).orElse(0);
    }

    synchronized boolean isRemoved() {
        return standing.isRemoved();
    }

    /** Whether its first process has ended, be it that nobody has written that down yet. */
    synchronized boolean endsWithin(int millis) {
        return standing.run().map(now -> now.endsWithin(millis)).orElse(true);
    }

    // From one supervisor to the next

    /** The keeper of the run that goes on, or of one that was started when the supervisor was killed. */
    Optional<KeeperProcess> keeper() {
        return adoption.keeper();
    }

    /** After a crash of the supervisor that it outlived: what was cut off is gone on with, or cleared away. */
    synchronized void recover(Optional<KeeperProcess> keeper) {
        adoption.recover(keeper);
    }

    /** Lets go of it; it runs on. */
    synchronized void release() {
        standing.closing();
        standing.run().ifPresent(Run::release);
        log().close();
        standing.changed();
    }
}
