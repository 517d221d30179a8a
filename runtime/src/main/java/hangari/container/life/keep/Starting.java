package hangari.container.life.keep;

import hangari.container.life.LifeException;
import hangari.container.life.State;
import java.time.Instant;
import java.util.Optional;

/** How a container is started, and what becomes of it when that fails. */
final class Starting {
    private final Standing standing;
    private final SupervisedContainer.Neighbourhood neighbourhood;
    private final Restarts restarts;
    private final Teardown teardown;
    private final Exits exits;
    private final Removal removal;

    Starting(
            Standing standing,
            SupervisedContainer.Neighbourhood neighbourhood,
            Restarts restarts,
            Teardown teardown,
            Exits exits,
            Removal removal) {
        this.standing = standing;
        this.neighbourhood = neighbourhood;
        this.restarts = restarts;
        this.teardown = teardown;
        this.exits = exits;
        this.removal = removal;
    }

    /** Starts it, for somebody wants it. */
    void start() {
        standing.needed();
        if (standing.state().alive()) {
            return;
        }
        restarts.reset();
        if (standing.journal().stopped()) {
            standing.journal().stopped(false);
        }
        launch(0);
    }

    /** Begins a run of it, which has ended by itself so many times before. */
    void launch(int endedBefore) {
        if (standing.run().isPresent()) {
            teardown.loosen(); // its end could not be written down, so that was left there
        }
        standing.countRun();
        Instant begun = Instant.now();
        try {
            Run started = newRun();
            standing.hold(started);
            standing.begun(started.keeper(), begun, endedBefore);
            exits.follow(started);
            standing.changed();
        } catch (RuntimeException e) {
            throw failed(e, begun, endedBefore);
        }
    }

    private Run newRun() {
        return new RunStart(
                        standing.around(),
                        standing.files(),
                        standing.journal(),
                        standing.registration(),
                        standing.resolved(),
                        neighbourhood.joined(standing.resolved()))
                .start(standing.log());
    }

    private RuntimeException failed(RuntimeException failure, Instant begun, int endedBefore) {
        LifeException told = Failures.told(failure);
        try {
            teardown.loosen();
            int code = told.kind().exit();
            String message = Optional.ofNullable(told.getMessage()).orElse(told.toString());
            standing.ended(new State.Exited(standing.runs(), code, false, begun, Instant.now(), message, endedBefore));
            if (standing.config().host().autoRemove()) {
                removal.whenRead();
            }
        } catch (RuntimeException e) {
            told.addSuppressed(e);
        }
        return told;
    }
}
