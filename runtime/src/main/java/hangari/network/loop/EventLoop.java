package hangari.network.loop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * One thread that waits for many sockets at once and lets whoever owns a socket act when it is ready.
 *
 * <p>Nothing that is done in it may wait: the other sockets would, too.
 */
public final class EventLoop implements AutoCloseable {
    private static final long TICK_MILLIS = 1000;

    private final Selector selector;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final List<Runnable> ticking = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    private volatile boolean closed;

    private EventLoop(Selector selector) {
        this.selector = selector;
    }

    /** What is done when a socket is ready. An exception closes that socket, and harms no other. */
    @FunctionalInterface
    public interface Handler {
        void ready(SelectionKey key) throws IOException;
    }

    /** What is done in the loop, and answers with a value. */
    @FunctionalInterface
    public interface Action<T> {
        T run() throws IOException;
    }

    /** Starts a loop whose sockets belong to this host. */
    public static EventLoop start(Host host) {
        try {
            EventLoop loop = new EventLoop(Selector.open());
            host.serve("hangari-network", loop::run);
            return loop;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Does something in the loop, and waits for the value; an {@link IOException} comes out unchecked. */
    public <T> T call(Action<T> action) {
        CompletableFuture<T> value = new CompletableFuture<>();
        tasks.add(() -> {
            try {
                T result = action.run();
                // SelectionKey, cancel(): a channel that was closed keeps its socket, and so its port, until its key
                // has
                // been taken from the selector, "during the next selection operation".
                selector.selectNow(EventLoop::serve);
                value.complete(result);
            } catch (IOException e) {
                value.completeExceptionally(new UncheckedIOException(e));
            } catch (RuntimeException e) {
                value.completeExceptionally(e);
            }
        });
        selector.wakeup();
        if (closed) {
            refuse();
        }
        try {
            return value.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Has a handler called whenever the socket is ready for one of these operations. In the loop only. */
    public SelectionKey register(SelectableChannel channel, int operations, Handler handler) throws IOException {
        channel.configureBlocking(false);
        return channel.register(selector, operations, handler);
    }

    /** Has something done about once a second, until it is {@link #forget forgotten}. */
    public void every(Runnable tick) {
        ticking.add(tick);
    }

    /** The end of {@link #every}. */
    public void forget(Runnable tick) {
        ticking.remove(tick);
    }

    private void run() {
        try {
            long next = System.nanoTime();
            while (!closed) {
                selector.select(EventLoop::serve, TICK_MILLIS);
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
                if (System.nanoTime() - next >= 0) {
                    next = System.nanoTime() + TICK_MILLIS * 1_000_000;
                    ticking.forEach(Runnable::run);
                }
            }
        } catch (IOException | ClosedSelectorException e) {
            closed = true; // only if the process is out of memory or descriptors; what is asked of it then says so
        } finally {
            selector.keys().forEach(key -> close(key.channel()));
            close(selector);
            closed = true;
            // What is still asked for is told that the selector is closed.
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
            ended.complete(true);
        }
    }

    private static void serve(SelectionKey key) {
        try {
            ((Handler) key.attachment()).ready(key);
        } catch (IOException | RuntimeException e) {
            key.cancel();
            close(key.channel());
        }
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            // It is of no use any more, and that is all that was wanted.
        }
    }

    private void refuse() {
        ended.join();
        throw new IllegalStateException("the network's thread has ended");
    }

    /** Closes all sockets, and waits until that has been done. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        ended.join();
    }
}
