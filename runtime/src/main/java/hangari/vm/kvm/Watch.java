package hangari.vm.kvm;

import java.time.Duration;

/**
 * The clock of a machine. While the guest runs, the processor's thread cannot look at the time; so whoever waits for it
 * looks, and calls it back when its time has come.
 */
final class Watch {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1000;

    private final long grace;
    private long last;
    private long until;
    private boolean set;
    private boolean working;
    private boolean stopped;

    /** With so much time for the processor to come back after it had to. */
    Watch(Duration grace) {
        this.grace = grace.toNanos();
    }

    /** Work begins, which may take so long. */
    synchronized void begin(Duration time) {
        last = System.nanoTime() + time.toNanos() + grace;
        working = true;
        set = false;
    }

    /** Work is done. */
    synchronized void done() {
        working = false;
        notifyAll();
    }

    /** The processor wants to be called back at this time. */
    synchronized void set(long time) {
        if (!set || until != time) {
            set = true;
            until = time;
            notifyAll();
        }
    }

    /** The machine is to be switched off. */
    synchronized void stop() {
        stopped = true;
        last = Math.min(last, System.nanoTime() + grace);
        notifyAll();
    }

    synchronized boolean stopped() {
        return stopped;
    }

    /** Waits until the work is done; whenever the time has come, calls back. False if nobody comes back at all. */
    synchronized boolean await(Runnable callBack) throws InterruptedException {
        while (working) {
            long now = System.nanoTime();
            if (now - last >= 0) {
                return false;
            }
            long left = set ? until - now : Long.MAX_VALUE;
            if (left <= 0) {
                set = false;
                callBack.run();
            } else {
                // Once more if nobody answers: what called it back may have come while it was busy with a device.
                wait(Math.min(left / MILLI + 1, SECOND));
            }
        }
        return true;
    }

    /** The processor's thread sleeps until this time, or until the machine is to be switched off. */
    synchronized void sleep(long time) {
        long left = time - System.nanoTime();
        while (left > 0 && !stopped) {
            try {
                wait(left / MILLI, (int) (left % MILLI));
            } catch (InterruptedException e) {
                stopped = true; // a device interrupted its own thread: that is no way to go on
            }
            left = time - System.nanoTime();
        }
    }
}
