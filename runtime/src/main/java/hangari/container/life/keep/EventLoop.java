package hangari.container.life.keep;

import hangari.linux.Epoll;
import hangari.linux.Fd;
import hangari.linux.Pipe;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** One thread that waits for all containers at once, and tells whose turn it is. */
final class EventLoop implements AutoCloseable {
    private static final int WAKE = 0;
    private static final int PATIENCE_MILLIS = 60_000;

    private final Epoll epoll = new Epoll();
    private final Pipe wake = Pipe.open();
    private final Map<Integer, Runnable> handlers = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger(WAKE);
    private final Thread thread = new Thread(this::run, "hangari-containers");
    private volatile boolean closed;

    EventLoop() {
        epoll.add(wake.reader(), WAKE);
        thread.setDaemon(true);
        thread.start();
    }

    /** Has the handler be run, in the loop's thread, whenever there is something to read; it must not wait. */
    int add(Fd fd, Runnable handler) {
        int token = next.incrementAndGet();
        handlers.put(token, handler);
        epoll.add(fd, token);
        return token;
    }

    /** It is not run any more once this returns in the loop's thread. The descriptor must still be open. */
    void remove(int token, Fd fd) {
        if (handlers.remove(token) != null) {
            epoll.remove(fd);
        }
    }

    private void run() {
        while (!closed) {
            for (int token : epoll.await(PATIENCE_MILLIS)) {
                turn(token);
            }
        }
    }

    /** The loop is everybody's: what goes wrong with one is no reason to leave the others alone. */
    private void turn(int token) {
        Runnable handler = handlers.get(token);
        if (handler == null) {
            return;
        }
        try {
            handler.run();
        } catch (RuntimeException e) {
            // it is its turn again when there is more; what is closed meanwhile is not waited for any more
            return;
        }
    }

    @Override
    public void close() {
        closed = true;
        wake.writer().write(new byte[] {'w'});
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        epoll.close();
        wake.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
