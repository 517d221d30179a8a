package hangari.container.life.keep;

import hangari.container.life.LifeException;
import hangari.container.life.State;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/** How a container is started again by itself: later each time, and not at all when somebody has decided else. */
final class Restarts {
    private final Standing standing;
    private final IntConsumer launch;
    private final BackOff backOff = new BackOff();
    private int order;

    /**
     * For one container.
     *
     * @param launch starts it, given how many times it has ended by itself before
     */
    Restarts(Standing standing, IntConsumer launch) {
        this.standing = standing;
        this.launch = launch;
    }

    /** Somebody has started it, so that it begins anew. */
    void reset() {
        order++;
        backOff.reset();
    }

    /** Has it start again after this end, when it has waited as it must. */
    void afterEnd(State.Exited exited) {
        Duration wait = backOff.after(Duration.between(exited.begun(), exited.at()));
        standing.journal().state(Act.END, new State.Restarting(exited));
        later(wait);
    }

    /** Has it start again as soon as can be. */
    void soon() {
        later(Duration.ZERO);
    }

    private void later(Duration wait) {
        int ours = ++order;
        standing.around().later(standing.locked(() -> again(ours)), wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void again(int ours) {
        if (!standing.isClosing()
                && !standing.isRemoved()
                && ours == order
                && standing.state() instanceof State.Restarting restarting) {
            try {
                launch.accept(restarting.exited().exits() + 1);
            } catch (LifeException e) {
                return; // its state says so
            }
        }
    }

    /** Has it not start again. */
    void cancel() {
        order++;
        if (standing.state() instanceof State.Restarting restarting) {
            standing.journal().state(Act.END, restarting.exited());
            standing.changed();
        }
    }
}
