package hangari.container.life.keep;

import hangari.container.life.LifeException;

/** Waits that an interrupt ends: whoever waited has gone. */
final class Waits {
    private Waits() {}

    /** Something that waits. */
    interface Wait {
        void run() throws InterruptedException;
    }

    static void until(Wait wait) {
        try {
            wait.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LifeException(LifeException.Kind.FAILED, "interrupted while it waited", e);
        }
    }
}
