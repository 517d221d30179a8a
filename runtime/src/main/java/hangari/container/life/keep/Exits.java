package hangari.container.life.keep;

import hangari.container.life.State;
import java.util.concurrent.TimeUnit;

/**
 * What comes behind the end of a container's run: it is written down, what the run has had is taken away, and then the
 * container is removed, or started again, or left as it is.
 */
final class Exits {
    private static final long AGAIN_MILLIS = 5_000;

    private final Standing standing;
    private final Teardown teardown;
    private final Restarts restarts;
    private final Removal removal;

    Exits(Standing standing, Teardown teardown, Restarts restarts, Removal removal) {
        this.standing = standing;
        this.teardown = teardown;
        this.restarts = restarts;
        this.removal = removal;
    }

    /** Has the end of this run, whenever it comes, be settled. */
    void follow(Run run) {
        run.follow(standing.locked(() -> over(run)));
    }

    private void over(Run which) {
        if (standing.isClosing()
                || standing.run().filter(now -> now == which).isEmpty()
                || !standing.state().alive()) {
            return;
        }
        State.Running running = standing.state().present().orElseThrow();
        Run.End end = which.end();
        which.last();
        boolean oom = standing.group().events().outOfMemory();
        settle(end.of(running, oom));
    }

    /** What cannot be written down, on a full disk, is tried again later. */
    private void settle(State.Exited exited) {
        try {
            if (standing.state() != exited) {
                standing.ended(exited);
            } else {
                standing.journal().state(Act.END, exited);
            }
            teardown.loosenByJournal();
            afterwards(exited);
        } catch (RuntimeException e) {
            standing.around().later(standing.locked(() -> settleAgain(exited)), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void settleAgain(State.Exited exited) {
        if (!standing.isClosing()
                && !standing.isRemoved()
                && standing.run().isPresent()
                && standing.state() == exited) {
            settle(exited);
        }
    }

    private void afterwards(State.Exited exited) {
        if (standing.config().host().autoRemove()) {
            removal.whenRead();
        } else if (standing.config()
                .host()
                .restart()
                .again(exited.code(), standing.journal().stopped(), exited.exits())) {
            restarts.afterEnd(exited);
        }
        standing.changed();
        standing.log().tell();
    }
}
