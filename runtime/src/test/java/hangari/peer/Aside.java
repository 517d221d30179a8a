package hangari.peer;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/** Does something that waits in a thread of its own: the common pool has as few threads as the machine processors. */
public final class Aside {
    private Aside() {}

    /** Begins it. */
    public static <T> FutureTask<T> call(Callable<T> task) {
        FutureTask<T> future = new FutureTask<>(task);
        Thread thread = new Thread(future, "aside");
        thread.setDaemon(true);
        thread.start();
        return future;
    }
}
