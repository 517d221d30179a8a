package hangari.image.registry;

import java.net.http.HttpClient;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * The threads of an HTTP client, so that they can be ended: until Java 21 a client cannot be closed.
 *
 * <p>Its selector would wait in the kernel for three seconds more, and a Java that exits waits for such a thread: 300 ms
 * after each pull. A thread belongs to the group of the one that made it, and a group can be interrupted.
 */
final class ClientThreads {
    private final ThreadGroup group = new ThreadGroup("registry");

    HttpClient make(Supplier<HttpClient> maker) {
        var made = new CompletableFuture<HttpClient>();
        Thread thread = new Thread(group, () -> complete(made, maker), "registry client");
        thread.setDaemon(true);
        thread.start();
        return made.join();
    }

    private static void complete(CompletableFuture<HttpClient> made, Supplier<HttpClient> maker) {
        try {
            made.complete(maker.get());
        } catch (RuntimeException | Error e) {
            made.completeExceptionally(new CompletionException(e));
        }
    }

    void end() {
        group.interrupt();
    }
}
