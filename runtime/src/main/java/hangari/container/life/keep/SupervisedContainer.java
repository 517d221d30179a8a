package hangari.container.life.keep;

import hangari.container.cgroup.Group;
import hangari.container.life.Answer;
import hangari.container.life.ContainerConfig;
import hangari.container.life.LifeException;
import hangari.container.life.Request.Condition;
import hangari.container.life.State;
import hangari.container.life.translate.Neighbour;
import hangari.container.life.translate.Resolved;
import hangari.container.users.Reclaim;
import hangari.image.TreeRemoval;
import hangari.linux.Namespace;
import hangari.linux.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One container, on disk and alive.
 *
 * <p>What is done to the machine for it stands in its {@link Journal} first. Its end comes by itself, is written down,
 * and then what its run has had is taken away; whether it is started again then is for its restart policy to say.
 */
final class SupervisedContainer {
    private static final int FOREVER = -1;
    private static final long LOOK_MILLIS = 60_000;
    private static final long AGAIN_MILLIS = 5_000;

    private final Surroundings around;
    private final ContainerDirectory files;
    private final Journal journal;
    private final OutputLog log;
    private final Resolved resolved;
    private final Neighbourhood neighbourhood;
    private final Consumer<SupervisedContainer> whenRemoved;
    private final BackOff backOff = new BackOff();
    private volatile Registration registration;
    private Optional<Run> run = Optional.empty();
    private Optional<State.Exited> lastEnd = Optional.empty();
    private int runs;
    private int ends;
    private int restartOrder;
    private boolean removed;
    private boolean closing;

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
        this.around = around;
        this.files = files;
        this.registration = registration;
        this.journal = Journal.open(files.journal());
        this.log = new OutputLog(files.log(), registration.config().host().log());
        this.resolved = resolved;
        this.neighbourhood = neighbourhood;
        this.whenRemoved = whenRemoved;
        this.runs = runsSoFar(journal.state());
        if (journal.state() instanceof State.Exited exited) {
            lastEnd = Optional.of(exited);
        }
    }

    private static int runsSoFar(State state) {
        return state.present()
                .map(State.Running::run)
                .or(() -> state.last().map(State.Exited::run))
                .orElse(0);
    }

    // What it is

    Registration registration() {
        return registration;
    }

    ContainerConfig config() {
        return registration.config();
    }

    ContainerDirectory files() {
        return files;
    }

    Resolved resolved() {
        return resolved;
    }

    OutputLog log() {
        return log;
    }

    State state() {
        return journal.state();
    }

    Group group() {
        return journal.group();
    }

    /** The one that runs, if it does. */
    synchronized Optional<Run> run() {
        return run;
    }

    /** Its first process, as the host sees it. */
    synchronized long pid() {
        return state().present().map(State.Running::pid).orElseThrow(this::notRunning);
    }

    /** Its first process, for another to be put beside it. */
    synchronized long pidForExec() {
        if (state() instanceof State.Paused) {
            throw conflict("is paused: unpause it first");
        }
        return pid();
    }

    /** What it calls its machine, and where it is. */
    synchronized Neighbour asNeighbour() {
        return new Neighbour(registration.id(), pid(), hostname());
    }

    String hostname() {
        return resolved.hostname(registration.id(), neighbourhood.joined(resolved));
    }

    // Starting

    /** Starts it, for somebody wants it. */
    synchronized void start() {
        needed();
        if (state().alive()) {
            return;
        }
        restartOrder++;
        backOff.reset();
        if (journal.stopped()) {
            journal.stopped(false);
        }
        launch(0);
    }

    private void launch(int exits) {
        if (run.isPresent()) {
            loosen(); // its end could not be written down, so that was left there
        }
        runs++;
        Instant begun = Instant.now();
        try {
            Run started = new RunStart(around, files, journal, registration, resolved, neighbourhood.joined(resolved))
                    .start(log);
            run = Optional.of(started);
            KeeperProcess keeper = started.keeper();
            journal.state(
                    Act.RUN,
                    new State.Running(
                            runs, keeper.pid(), keeper.started(), keeper.past().pid(), begun, exits));
            follow(started);
            notifyAll();
        } catch (RuntimeException e) {
            throw failed(e, begun, exits);
        }
    }

    private RuntimeException failed(RuntimeException failure, Instant begun, int exits) {
        LifeException told = Failures.told(failure);
        try {
            loosen();
            int code = told.kind().exit();
            String message = Optional.ofNullable(told.getMessage()).orElse(told.toString());
            ended(new State.Exited(runs, code, false, begun, Instant.now(), message, exits));
            if (config().host().autoRemove()) {
                removeWhenRead();
            }
        } catch (RuntimeException e) {
            told.addSuppressed(e);
        }
        return told;
    }

    private void follow(Run started) {
        started.follow(() -> over(started));
    }

    /** Takes up a run that another supervisor began. */
    synchronized void adopt(KeeperProcess keeper) {
        Run found = Run.of(around, keeper, files, config(), log, false);
        run = Optional.of(found);
        if (!state().alive()) {
            // It was started, and only that was not written down any more.
            runs++;
            Instant begun = ProcessHandle.of(keeper.pid())
                    .flatMap(handle -> handle.info().startInstant())
                    .orElse(Instant.now());
            journal.state(
                    Act.RUN,
                    new State.Running(
                            runs, keeper.pid(), keeper.started(), keeper.past().pid(), begun, 0));
        }
        if (!(state() instanceof State.Paused)) {
            group().thawIfFrozen(); // somebody was about to pause it
        } else if (journal.last().act().equals(Optional.of(Act.UNPAUSE))) {
            unpause();
        }
        new Strays(group(), keeper.pid(), keeper.past().pid()).end();
        follow(found);
        if (journal.stopped()) {
            around.soon(this::goOnStopping);
        }
    }

    private void goOnStopping() {
        try {
            stop(Optional.empty(), OptionalInt.empty());
        } catch (LifeException e) {
            return; // we end ourselves, and the next goes on; or it is gone
        }
    }

    // Ending

    private synchronized void over(Run which) {
        if (closing || run.filter(now -> now == which).isEmpty() || !state().alive()) {
            return;
        }
        State.Running running = state().present().orElseThrow();
        Run.End end = which.end();
        which.last();
        boolean oom = group().events().outOfMemory();
        settle(new State.Exited(running.run(), end.code(), oom, running.at(), end.at(), end.error(), running.exits()));
    }

    private void ended(State.Exited exited) {
        lastEnd = Optional.of(exited);
        ends++;
        try {
            journal.state(Act.END, exited);
        } finally {
            log.close();
            notifyAll();
        }
    }

    /** What comes behind an end. What cannot be written down, on a full disk, is tried again later. */
    private void settle(State.Exited exited) {
        try {
            if (state() != exited) {
                ended(exited);
            } else {
                journal.state(Act.END, exited);
            }
            journal.undo(Act.LOOSEN, this::loosen);
            afterwards();
        } catch (RuntimeException e) {
            around.later(() -> settleAgain(exited), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void settleAgain(State.Exited exited) {
        if (!closing && !removed && run.isPresent() && state() == exited) {
            settle(exited);
        }
    }

    /** Takes away what a run has had, be it whole or not; harmless if there is nothing. */
    private void loosen() {
        run.ifPresentOrElse(Run::destroy, () -> KeeperProcess.endAll(files.arena(), registration.shortId()));
        journal.group().remove();
        around.networks().detach(registration.id());
        files.endRun();
        run = Optional.empty();
    }

    private void afterwards() {
        State.Exited exited = state().last().orElseThrow();
        if (config().host().autoRemove()) {
            removeWhenRead();
        } else if (config().host().restart().again(exited.code(), journal.stopped(), exited.exits())) {
            Duration wait = backOff.after(Duration.between(exited.begun(), exited.at()));
            journal.state(Act.END, new State.Restarting(exited));
            restartLater(wait);
        }
        notifyAll();
        log.tell();
    }

    private void restartLater(Duration wait) {
        int order = ++restartOrder;
        around.later(() -> again(order), wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void again(int order) {
        if (!closing && !removed && order == restartOrder && state() instanceof State.Restarting restarting) {
            try {
                launch(restarting.exited().exits() + 1);
            } catch (LifeException e) {
                return; // its state says so
            }
        }
    }

    /** The keeper of the run that goes on, or of one that was started when the supervisor was killed. */
    Optional<KeeperProcess> keeper() {
        Optional<KeeperProcess> found = KeeperProcess.find(files.arena(), registration.shortId());
        boolean launching = journal.last().act().equals(Optional.of(Act.LAUNCH));
        boolean goesOn = found.filter(
                        keeper -> state().alive() || (launching && keeper.past().executed()))
                .isPresent();
        if (!goesOn) {
            found.ifPresent(keeper -> keeper.process().close());
            return Optional.empty();
        }
        return found;
    }

    /** After a crash of the supervisor that it outlived: what was cut off is gone on with, or cleared away. */
    synchronized void recover(Optional<KeeperProcess> keeper) {
        if (keeper.isPresent()) {
            adopt(keeper.get());
            return;
        }
        if (state().alive()) {
            State.Running running = state().present().orElseThrow();
            Run.End end = Run.End.of(files.arena())
                    .orElseGet(() -> new Run.End(
                            128 + Signal.SIGKILL.number(),
                            Instant.now(),
                            "it ended with the machine, or its keeper was killed"));
            ended(new State.Exited(
                    running.run(), end.code(), false, running.at(), end.at(), end.error(), running.exits()));
        }
        if (files.hasRun()) {
            journal.undo(Act.LOOSEN, this::loosen);
        }
        if (state() instanceof State.Exited exited) {
            if (config().host().autoRemove()) {
                removeNow();
            } else if (config().host().restart().atBegin(journal.stopped())) {
                journal.state(Act.END, new State.Restarting(exited));
                restartLater(Duration.ZERO);
            }
        } else if (state() instanceof State.Restarting) {
            restartLater(Duration.ZERO);
        }
    }

    // Verbs

    /** Ends it by a signal, and by SIGKILL when the time is up. */
    synchronized void stop(Optional<String> signal, OptionalInt seconds) {
        needed();
        journal.stopped(true);
        cancelRestart();
        if (!state().alive()) {
            return;
        }
        Signal wanted = signal.map(SupervisedContainer::signal)
                .orElse(resolved.lifetime().stopSignal());
        int patience = seconds.orElse(resolved.lifetime().stopTimeout());
        int thisRun = runs;
        if (patience != 0) {
            deliver(wanted);
            awaitEnd(thisRun, patience);
        }
        if (isRunning(thisRun)) {
            deliver(Signal.SIGKILL);
            awaitEnd(thisRun, FOREVER);
        }
    }

    private void cancelRestart() {
        restartOrder++;
        if (state() instanceof State.Restarting restarting) {
            journal.state(Act.END, restarting.exited());
            notifyAll();
        }
    }

    private boolean isRunning(int which) {
        return !removed && runs == which && state().alive();
    }

    private void awaitEnd(int which, int seconds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Math.max(0, seconds));
        while (isRunning(which)) {
            long left = seconds == FOREVER ? Long.MAX_VALUE : end - System.nanoTime();
            if (left <= 0) {
                return;
            }
            pause(seconds == FOREVER ? LOOK_MILLIS : TimeUnit.NANOSECONDS.toMillis(left) + 1);
        }
    }

    /** Gives the lock away until something has changed. */
    private void pause(long millis) {
        if (closing) {
            throw new LifeException(LifeException.Kind.UNREACHABLE, "the supervisor ends: ask again");
        }
        Waits.until(() -> TimeUnit.MILLISECONDS.timedWait(this, millis));
    }

    static Signal signal(String text) {
        return Signal.parse(text)
                .orElseThrow(() -> new LifeException(
                        LifeException.Kind.BAD_REQUEST,
                        "invalid signal \"" + text + "\": use one of signal(7), such as TERM"));
    }

    /** Sends a signal; one that is to end it ends it even if it is paused. */
    synchronized void kill(String text) {
        Signal signal = signal(text);
        needed();
        if (!state().alive()) {
            throw notRunning();
        }
        if (signal == Signal.SIGKILL) {
            journal.stopped(true);
        }
        deliver(signal);
    }

    private void deliver(Signal signal) {
        run.ifPresent(now -> now.signal(signal));
        boolean ends = signal == Signal.SIGKILL || signal == resolved.lifetime().stopSignal();
        if (ends && state() instanceof State.Paused) {
            unpause();
        }
        if (signal == Signal.SIGKILL) {
            group().thawIfFrozen();
        }
    }

    synchronized void pause() {
        needed();
        if (state() instanceof State.Paused) {
            throw conflict("is paused already");
        }
        if (!(state() instanceof State.Running running)) {
            throw notRunning();
        }
        journal.act(Act.PAUSE, () -> group().freeze());
        journal.state(Act.PAUSE, new State.Paused(running));
    }

    synchronized void unpause() {
        needed();
        if (!(state() instanceof State.Paused paused)) {
            throw conflict("is not paused");
        }
        journal.act(Act.UNPAUSE, () -> group().thaw());
        journal.state(Act.UNPAUSE, paused.running());
    }

    synchronized void resize(int rows, int columns) {
        run.orElseThrow(this::notRunning).resize(rows, columns);
    }

    synchronized void rename(String name) {
        needed();
        Registration renamed = registration.named(name);
        journal.act(Act.RENAME, () -> files.write(renamed));
        registration = renamed;
    }

    /** Removes it with all that it has written. */
    synchronized void remove(boolean force) {
        needed();
        if (state().alive()) {
            if (!force) {
                throw conflict("is running: stop it first, or force its removal");
            }
            journal.stopped(true);
            deliver(Signal.SIGKILL);
            awaitEnd(runs, FOREVER);
        }
        if (!removed) {
            cancelRestart();
            removeNow();
        }
    }

    /** Those who are attached may read all of it first. */
    private void removeWhenRead() {
        log.whenNobodyReads(() -> around.soon(this::removeAtEnd));
    }

    private synchronized void removeAtEnd() {
        if (!removed && !closing && !state().alive()) {
            removeNow();
        }
    }

    private void removeNow() {
        if (run.isPresent()) {
            loosen();
        }
        journal.undo(Act.REMOVE, this::removeFiles);
    }

    /** Once its files are out of sight it is no more, even if not all of them can be removed now. */
    private void removeFiles() {
        Path doomed = files.hide();
        removed = true;
        try {
            Act.REMOVE.halfway();
            Reclaim.of(doomed);
            TreeRemoval.remove(doomed);
        } finally {
            whenRemoved.accept(this);
            notifyAll();
            log.tell();
        }
    }

    /** Waits until the condition holds. */
    synchronized Answer.Ended await(Condition condition) {
        int before = ends;
        while (!holds(condition, before)) {
            pause(LOOK_MILLIS);
        }
        return lastEnd.map(end -> new Answer.Ended(end.code(), end.error())).orElse(new Answer.Ended(0, ""));
    }

    private boolean holds(Condition condition, int before) {
        return removed
                || switch (condition) {
                    case REMOVED -> false;
                    case NEXT_EXIT -> ends > before;
                    case NOT_RUNNING -> !state().alive() && !(state() instanceof State.Restarting);
                };
    }

    /** Whether the run of this number is over, and all that it wrote is in the log. */
    synchronized boolean isOver(int which) {
        return removed || runs > which || (runs == which && !state().alive());
    }

    /** Whether nothing more will come of it by itself. */
    synchronized boolean isAtRest() {
        return removed || !(state().alive() || state() instanceof State.Restarting);
    }

    /** The number of the run that is, or of the next. */
    synchronized int presentRun() {
        return state().alive() ? runs : runs + 1;
    }

    synchronized int lastCode() {
        return lastEnd.map(State.Exited::code).orElse(0);
    }

    synchronized boolean isRemoved() {
        return removed;
    }

    /** Lets go of it; it runs on. */
    synchronized void release() {
        closing = true;
        run.ifPresent(Run::release);
        log.close();
        notifyAll();
    }

    private void needed() {
        if (removed) {
            throw new LifeException(LifeException.Kind.NOT_FOUND, "no such container: " + registration.name());
        }
    }

    /** Whether its first process has ended, be it that nobody has written that down yet. */
    synchronized boolean endsWithin(int millis) {
        return run.map(now -> now.endsWithin(millis)).orElse(true);
    }

    LifeException notRunning() {
        return conflict("is not running");
    }

    private LifeException conflict(String what) {
        return new LifeException(LifeException.Kind.CONFLICT, "container " + registration.name() + " " + what);
    }
}
