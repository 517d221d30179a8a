package hangari.container.life.keep;

import hangari.network.attach.Networks;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * What all containers share.
 *
 * @param loop waits for their output and their ends
 * @param workers do what may take a moment
 * @param timer does what is to be done later
 */
record Surroundings(
        StateDirectories directories,
        Networks networks,
        EventLoop loop,
        ExecutorService workers,
        ScheduledExecutorService timer)
        implements AutoCloseable {
    static Surroundings of(StateDirectories directories, Networks networks) {
        return new Surroundings(
                directories,
                networks,
                new EventLoop(),
                Executors.newCachedThreadPool(daemons("hangari-worker")),
                Executors.newSingleThreadScheduledExecutor(daemons("hangari-timer")));
    }

    private static ThreadFactory daemons(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Has it be done by another thread; not at all if we are ending. */
    void soon(Runnable task) {
        try {
            workers.execute(task);
        } catch (RejectedExecutionException e) {
            return;
        }
    }

    /** Has it be done later; not at all if we are ending. */
    void later(Runnable task, long delay, TimeUnit unit) {
        try {
            var unused = timer.schedule(() -> soon(task), delay, unit);
        } catch (RejectedExecutionException e) {
            return;
        }
    }

    /** Containers run on; nobody looks at them any more. */
    @Override
    public void close() {
        timer.shutdownNow();
        workers.shutdown();
        try {
            var unused = workers.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        loop.close();
        networks.close();
    }
}
