package hangari.container.life.keep;

import hangari.container.life.State;
import hangari.linux.Signal;
import java.time.Instant;
import java.util.Optional;

/** How a container that an earlier supervisor has left behind is taken up: as it was, or what was cut off is ended. */
final class Adoption {
    private final Standing standing;
    private final Freezing freezing;
    private final Stopping stopping;
    private final Exits exits;
    private final Restarts restarts;
    private final Removal removal;
    private final Teardown teardown;

    Adoption(
            Standing standing,
            Freezing freezing,
            Stopping stopping,
            Exits exits,
            Restarts restarts,
            Removal removal,
            Teardown teardown) {
        this.standing = standing;
        this.freezing = freezing;
        this.stopping = stopping;
        this.exits = exits;
        this.restarts = restarts;
        this.removal = removal;
        this.teardown = teardown;
    }

    /** The keeper of the run that goes on, or of one that was started when the supervisor was killed. */
    Optional<KeeperProcess> keeper() {
        Optional<KeeperProcess> found = KeeperProcess.find(
                standing.files().arena(), standing.registration().shortId());
        boolean launching = standing.journal().last().act().equals(Optional.of(Act.LAUNCH));
        boolean goesOn = found.filter(keeper ->
                        standing.state().alive() || (launching && keeper.past().executed()))
                .isPresent();
        if (!goesOn) {
            found.ifPresent(keeper -> keeper.process().close());
            return Optional.empty();
        }
        return found;
    }

    /** What was cut off is gone on with, or cleared away. */
    void recover(Optional<KeeperProcess> keeper) {
        if (keeper.isPresent()) {
            adopt(keeper.get());
            return;
        }
        if (standing.state().alive()) {
            endedMeanwhile();
        }
        if (standing.files().hasRun()) {
            teardown.loosenByJournal();
        }
        if (standing.state() instanceof State.Exited exited) {
            atRest(exited);
        } else if (standing.state() instanceof State.Restarting) {
            restarts.soon();
        }
    }

    private void adopt(KeeperProcess keeper) {
        Run found = Run.of(standing.around(), keeper, standing.files(), standing.config(), standing.log(), false);
        standing.hold(found);
        if (!standing.state().alive()) {
            // It was started, and only that was not written down any more.
            standing.countRun();
            Instant begun = ProcessHandle.of(keeper.pid())
                    .flatMap(handle -> handle.info().startInstant())
                    .orElse(Instant.now());
            standing.begun(keeper, begun, 0);
        }
        if (!freezing.isPaused()) {
            standing.group().thawIfFrozen(); // somebody was about to pause it
        } else if (standing.journal().last().act().equals(Optional.of(Act.UNPAUSE))) {
            freezing.unpause();
        }
        new Strays(standing.group(), keeper.pid(), keeper.past().pid()).end();
        exits.follow(found);
        if (standing.journal().stopped()) {
            stopping.goOn();
        }
    }

    private void endedMeanwhile() {
        State.Running running = standing.state().present().orElseThrow();
        Run.End end = Run.End.of(standing.files().arena())
                .orElseGet(() -> new Run.End(
                        128 + Signal.SIGKILL.number(),
                        Instant.now(),
                        "it ended with the machine, or its keeper was killed"));
        standing.ended(end.of(running, false));
    }

    private void atRest(State.Exited exited) {
        if (standing.config().host().autoRemove()) {
            removal.now();
        } else if (standing.config().host().restart().atBegin(standing.journal().stopped())) {
            standing.journal().state(Act.END, new State.Restarting(exited));
            restarts.soon();
        }
    }
}
