package hangari.container.life.wire;

/** Interrupts a thread that waits for somebody who has gone, but never after its wait is over. */
final class Attendance implements AutoCloseable {
    private final Thread waiting;
    private boolean closed;

    Attendance(Thread waiting) {
        this.waiting = waiting;
    }

    /** Nobody is there any more. */
    synchronized void over() {
        if (!closed) {
            waiting.interrupt();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
