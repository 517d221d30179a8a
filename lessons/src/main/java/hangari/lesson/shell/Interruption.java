package hangari.lesson.shell;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import jdk.jshell.JShell;

/**
 * Stops one evaluation: politely first, then by ending the session VM.
 *
 * <p>JShell's stop throws an error into the thread that runs the snippet, through the debugger's interface, and does
 * nothing while the snippet is still being compiled: so it is asked again until the evaluation is over. Code that
 * catches everything, and a native call that does not return, cannot be stopped that way.
 */
final class Interruption {
    private static final long PATIENCE_MILLIS = 800;
    private static final long ASK_AGAIN_MILLIS = 100;

    private final JShell shell;
    private final ProcessHandle vm;
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicBoolean requested = new AtomicBoolean();
    private volatile boolean killed;

    Interruption(JShell shell, ProcessHandle vm) {
        this.shell = shell;
        this.vm = vm;
    }

    void request() {
        if (requested.compareAndSet(false, true)) {
            daemon(this::stopOrKill);
            daemon(this::askUntilOver); // by itself: a VM that hangs lets the request hang as well
        }
    }

    boolean requested() {
        return requested.get();
    }

    boolean killed() {
        return killed;
    }

    /** The evaluation has come to its end. */
    void over() {
        over.countDown();
    }

    private void stopOrKill() {
        if (!isOverWithin(PATIENCE_MILLIS)) {
            killed = true;
            vm.destroyForcibly();
        }
    }

    private void askUntilOver() {
        try {
            do {
                shell.stop();
            } while (!killed && !isOverWithin(ASK_AGAIN_MILLIS));
        } catch (RuntimeException e) {
            // the VM is gone, and the evaluation with it
        }
    }

    private boolean isOverWithin(long millis) {
        try {
            return over.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "session-interrupt");
        thread.setDaemon(true);
        thread.start();
    }
}
