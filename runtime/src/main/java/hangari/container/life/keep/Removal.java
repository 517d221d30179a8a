package hangari.container.life.keep;

import hangari.container.users.Reclaim;
import hangari.image.TreeRemoval;
import java.nio.file.Path;

/** How a container is removed, with all that it has written. */
final class Removal {
    private final Standing standing;
    private final Stopping stopping;
    private final Restarts restarts;
    private final Teardown teardown;
    private final Runnable whenRemoved;

    Removal(Standing standing, Stopping stopping, Restarts restarts, Teardown teardown, Runnable whenRemoved) {
        this.standing = standing;
        this.stopping = stopping;
        this.restarts = restarts;
        this.teardown = teardown;
        this.whenRemoved = whenRemoved;
    }

    /** Removes it for somebody; one that runs only if it is forced. */
    void remove(boolean force) {
        standing.needed();
        if (standing.state().alive()) {
            if (!force) {
                throw standing.conflict("is running: stop it first, or force its removal");
            }
            stopping.end();
        }
        if (!standing.isRemoved()) {
            restarts.cancel();
            now();
        }
    }

    /** Those who are attached may read all of it first. */
    void whenRead() {
        standing.log().whenNobodyReads(() -> standing.around().soon(standing.locked(this::atEnd)));
    }

    private void atEnd() {
        if (!standing.isRemoved() && !standing.isClosing() && !standing.state().alive()) {
            now();
        }
    }

    /** Removes it. */
    void now() {
        if (standing.run().isPresent()) {
            teardown.loosen();
        }
        standing.journal().undo(Act.REMOVE, this::removeFiles);
    }

    /** Once its files are out of sight it is no more, even if not all of them can be removed now. */
    private void removeFiles() {
        Path doomed = standing.files().hide();
        standing.removed();
        try {
            Act.REMOVE.halfway();
            Reclaim.of(doomed);
            TreeRemoval.remove(doomed);
        } finally {
            whenRemoved.run();
            standing.changed();
            standing.log().tell();
        }
    }
}
