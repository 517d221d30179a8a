package hangari.container.life.keep;

import hangari.linux.Fd;
import hangari.linux.KernelException;

/**
 * Where a container's input is written.
 *
 * <p>Whoever writes waits while the container does not read, but not for ever: closing ends the wait.
 */
final class ContainerInput implements AutoCloseable {
    private static final int SLICE_MILLIS = 100;

    private final Fd fd;
    private final boolean ours;
    private final boolean once;
    private volatile boolean closed;

    private ContainerInput(Fd fd, boolean ours, boolean once) {
        this.fd = fd;
        this.ours = ours;
        this.once = once;
    }

    /** A pipe of its own; it ends with the first who was attached, or never. */
    static ContainerInput pipe(Fd fd, boolean once) {
        return new ContainerInput(fd, true, once);
    }

    /** The master of its terminal, which is closed by others. */
    static ContainerInput terminal(Fd master) {
        return new ContainerInput(master, false, false);
    }

    /** Writes all of it, unless it is closed meanwhile, here or by its reader. */
    void write(byte[] bytes) {
        int written = 0;
        while (written < bytes.length && !closed) {
            if (fd.writable(SLICE_MILLIS)) {
                int more = offer(bytes, written);
                if (more < 0) {
                    return;
                }
                written += more;
            }
        }
    }

    private synchronized int offer(byte[] bytes, int from) {
        if (closed) {
            return -1;
        }
        try {
            return fd.offer(bytes, from);
        } catch (KernelException e) {
            return -1; // write(2), EPIPE: nobody reads it any more; EIO, of a terminal
        }
    }

    /** Somebody who was attached is done; if it ends with him, the container reads the end of it. */
    void over() {
        if (once) {
            close();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (ours) {
            fd.close();
        }
    }
}
