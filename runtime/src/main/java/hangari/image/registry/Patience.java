package hangari.image.registry;

import hangari.image.registry.TransferException.Cure;
import java.time.Duration;

/** Asks again, after longer and longer pauses, while it may help. */
final class Patience {
    private final Limits limits;
    private final Sleeper sleeper;

    /** How a pause is spent: tests spend none. */
    interface Sleeper {
        void sleep(Duration pause) throws InterruptedException;
    }

    /** Something that a registry is asked for. */
    interface Request<T> {
        T send() throws TransferException;
    }

    Patience(Limits limits, Sleeper sleeper) {
        this.limits = limits;
        this.sleeper = sleeper;
    }

    <T> T ask(Request<T> request) throws TransferException {
        for (int failures = 1; ; failures++) {
            try {
                return request.send();
            } catch (TransferException e) {
                pause(e, failures);
            }
        }
    }

    /** Waits before the next attempt, or gives up with the failure if this was one too many. */
    void pause(TransferException failure, int failures) throws TransferException {
        if (failure.cure() == Cure.NONE || failures >= limits.attempts()) {
            throw failure;
        }
        try {
            sleeper.sleep(failure.pause().orElse(limits.pauseAfter(failures)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TransferException.refused("interrupted while waiting to ask again");
        }
    }
}
