package hangari.linux;

import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * A thread of this process that lives in another network namespace: the sockets that it opens are there.
 *
 * <p>setns(2) moves "the calling thread", so this thread joins, serves until it is closed and then ends; no other
 * thread ever leaves its namespace. Joining asks for CAP_SYS_ADMIN in our own user namespace too, so an ordinary user
 * is refused with EPERM, and speaks of the namespace by {@link Netlink} instead.
 */
public final class NamespaceThread implements AutoCloseable {
    private final ExecutorService thread;

    private NamespaceThread(String name) {
        thread = Executors.newSingleThreadExecutor(task -> {
            Thread inside = new Thread(task, name);
            inside.setDaemon(true);
            return inside;
        });
    }

    /** A new thread in this namespace. Throws {@link KernelException} if it may not join. */
    public static NamespaceThread in(NetworkNamespace namespace) {
        NamespaceThread inside = new NamespaceThread("hangari-in-" + namespace);
        try {
            inside.call(() -> Kernel.perform(
                    Call.of(Syscall.SETNS, Arg.number(namespace.file().number()), Arg.flags(Set.of(Namespace.NET)))));
            return inside;
        } catch (RuntimeException e) {
            inside.close();
            throw e;
        }
    }

    /** Runs an action inside and waits for its value. */
    public <T> T call(Supplier<T> action) {
        try {
            return CompletableFuture.supplyAsync(action, thread).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Runs an action inside while the caller goes on. */
    public <T> Future<T> submit(Callable<T> action) {
        return thread.submit(action);
    }

    /** Interrupts what still runs, and lets the thread end. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
