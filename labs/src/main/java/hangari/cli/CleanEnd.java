package hangari.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command put away what it made when somebody presses Ctrl-C.
 *
 * <p>The work is interrupted and closes its resources as it would after any failure; the process ends when that is done,
 * or after five seconds: then the next start sweeps what is left.
 */
final class CleanEnd {
    private static final int SECONDS = 5;

    private final Runnable stop;
    private final Thread worker = Thread.currentThread();
    private final CountDownLatch ended = new CountDownLatch(1);

    private CleanEnd(Runnable stop) {
        this.stop = stop;
    }

    /**
     * Does the work in this thread.
     *
     * @param stop ends what an interruption does not end
     */
    static <T> T of(Runnable stop, Callable<T> work) throws Exception {
        var end = new CleanEnd(stop);
        Thread hook = new Thread(end::stop, "clean-end");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.call();
        } finally {
            end.ended.countDown();
            forget(hook);
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending, and the hook with it
        }
    }

    private void stop() {
        worker.interrupt();
        stop.run();
        try {
            ended.await(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
