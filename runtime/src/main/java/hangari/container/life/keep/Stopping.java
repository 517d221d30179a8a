package hangari.container.life.keep;

import hangari.container.life.LifeException;
import hangari.linux.Signal;
import java.util.Optional;
import java.util.OptionalInt;

/** How a container is sent signals, and ended by them. */
final class Stopping {
    private final Standing standing;
    private final Waiting waiting;
    private final Freezing freezing;
    private final Restarts restarts;

    Stopping(Standing standing, Waiting waiting, Freezing freezing, Restarts restarts) {
        this.standing = standing;
        this.waiting = waiting;
        this.freezing = freezing;
        this.restarts = restarts;
    }

    /** Ends it by a signal, and by SIGKILL when the time is up. */
    void stop(Optional<String> signal, OptionalInt seconds) {
        standing.needed();
        standing.journal().stopped(true);
        restarts.cancel();
        if (!standing.state().alive()) {
            return;
        }
        Signal wanted = signal.map(Stopping::signal)
                .orElse(standing.resolved().lifetime().stopSignal());
        int patience = seconds.orElse(standing.resolved().lifetime().stopTimeout());
        int thisRun = standing.runs();
        if (patience != 0) {
            deliver(wanted);
            waiting.awaitEnd(thisRun, patience);
        }
        if (standing.isRunning(thisRun)) {
            deliver(Signal.SIGKILL);
            waiting.awaitEnd(thisRun, Waiting.FOREVER);
        }
    }

    /** Has a stop gone on with that another supervisor began. */
    void goOn() {
        standing.around().soon(standing.locked(() -> {
            try {
                stop(Optional.empty(), OptionalInt.empty());
            } catch (LifeException e) {
                return; // we end ourselves, and the next goes on; or it is gone
            }
        }));
    }

    /** Sends a signal; one that is to end it ends it even if it is paused. */
    void kill(String text) {
        Signal signal = signal(text);
        standing.needed();
        if (!standing.state().alive()) {
            throw standing.notRunning();
        }
        if (signal == Signal.SIGKILL) {
            standing.journal().stopped(true);
        }
        deliver(signal);
    }

    /** Ends it at once. */
    void end() {
        standing.journal().stopped(true);
        deliver(Signal.SIGKILL);
        waiting.awaitEnd(standing.runs(), Waiting.FOREVER);
    }

    private void deliver(Signal signal) {
        standing.run().ifPresent(now -> now.signal(signal));
        boolean ends = signal == Signal.SIGKILL
                || signal == standing.resolved().lifetime().stopSignal();
        if (ends && freezing.isPaused()) {
            freezing.unpause();
        }
        if (signal == Signal.SIGKILL) {
            standing.group().thawIfFrozen();
        }
    }

    /** The signal of this name or number. */
    static Signal signal(String text) {
        return Signal.parse(text)
                .orElseThrow(() -> new LifeException(
                        LifeException.Kind.BAD_REQUEST,
                        "invalid signal \"" + text + "\": use one of signal(7), such as TERM"));
    }
}
