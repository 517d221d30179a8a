package hangari.vm.kvm;

/**
 * The clock of a machine. While the guest runs, the processor's thread cannot look at the time; so whoever waits for it
 * looks, and calls it back when its time has come.
 */
final class Watch {
    private static final long MILLI = 1_000_000;

    private long until;
    private boolean set;
    private boolean working;
    private boolean stopped;

    /** Work begins. */
    synchronized void begin() {
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
        notifyAll();
    }

    synchronized boolean stopped() {
        return stopped;
    }

    /** Waits until the work is done; whenever the time has come, calls back. */
    synchronized void await(Runnable callBack) throws InterruptedException {
        while (working) {
            long left = set ? until - System.nanoTime() : Long.MAX_VALUE;
            if (left <= 0) {
                set = false;
                callBack.run();
            } else {
                // Once more if nobody answers: what called it back may have come while it was busy with a device.
                wait(Math.min(left / MILLI + 1, 1000));
            }
        }
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
