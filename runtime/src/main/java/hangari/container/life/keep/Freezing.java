package hangari.container.life.keep;

import hangari.container.life.State;

/** How a container is paused, and goes on. Source: {@code cgroups(7)}, the freezer. */
final class Freezing {
    private final Standing standing;

    Freezing(Standing standing) {
        this.standing = standing;
    }

    boolean isPaused() {
        return standing.state() instanceof State.Paused;
    }

    void pause() {
        standing.needed();
        if (isPaused()) {
            throw standing.conflict("is paused already");
        }
        if (!(standing.state() instanceof State.Running running)) {
            throw standing.notRunning();
        }
        standing.journal().act(Act.PAUSE, () -> standing.group().freeze());
        standing.journal().state(Act.PAUSE, new State.Paused(running));
    }

    void unpause() {
        standing.needed();
        if (!(standing.state() instanceof State.Paused paused)) {
            throw standing.conflict("is not paused");
        }
        standing.journal().act(Act.UNPAUSE, () -> standing.group().thaw());
        standing.journal().state(Act.UNPAUSE, paused.running());
    }
}
