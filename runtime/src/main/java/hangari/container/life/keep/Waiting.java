package hangari.container.life.keep;

import hangari.container.life.Answer;
import hangari.container.life.LifeException;
import hangari.container.life.Request.Condition;
import hangari.container.life.State;
import java.util.concurrent.TimeUnit;

/** How one waits for a container: the monitor is given away until something has changed. */
final class Waiting {
    static final int FOREVER = -1;
    private static final long LOOK_MILLIS = 60_000;

    private final Standing standing;

    Waiting(Standing standing) {
        this.standing = standing;
    }

    /** Waits until the run of this number has ended, or so many seconds. */
    void awaitEnd(int which, int seconds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Math.max(0, seconds));
        while (standing.isRunning(which)) {
            long left = seconds == FOREVER ? Long.MAX_VALUE : end - System.nanoTime();
            if (left <= 0) {
                return;
            }
            pause(seconds == FOREVER ? LOOK_MILLIS : TimeUnit.NANOSECONDS.toMillis(left) + 1);
        }
    }

    /** Waits until the condition holds. */
    Answer.Ended await(Condition condition) {
        int before = standing.ends();
        while (!holds(condition, before)) {
            pause(LOOK_MILLIS);
        }
        return standing.lastEnd()
                .map(end -> new Answer.Ended(end.code(), end.error()))
                .orElse(new Answer.Ended(0, ""));
    }

    private boolean holds(Condition condition, int before) {
        State state = standing.state();
        return standing.isRemoved()
                || switch (condition) {
                    case REMOVED -> false;
                    case NEXT_EXIT -> standing.ends() > before;
                    case NOT_RUNNING -> !state.alive() && !(state instanceof State.Restarting);
                };
    }

    private void pause(long millis) {
        if (standing.isClosing()) {
            throw new LifeException(LifeException.Kind.UNREACHABLE, "the supervisor ends: ask again");
        }
        Waits.until(() -> TimeUnit.MILLISECONDS.timedWait(standing.monitor(), millis));
    }
}
