package hangari.container.build;

import hangari.linux.Fd;
import hangari.linux.KernelException;
import hangari.linux.Pipe;
import java.io.IOException;
import java.io.OutputStream;

/** Passes on what a program writes, as it comes. */
final class Relay implements AutoCloseable {
    private final Pipe pipe = Pipe.open();
    private final Thread thread;

    Relay(OutputStream to) {
        this.thread = new Thread(() -> pass(to), "hangari-run");
        thread.setDaemon(true);
        thread.start();
    }

    /** The end that the program gets. */
    Fd writer() {
        return pipe.writer();
    }

    private void pass(OutputStream to) {
        try {
            byte[] data = pipe.reader().read();
            while (data.length > 0) {
                to.write(data);
                to.flush();
                data = pipe.reader().read();
            }
        } catch (IOException | KernelException e) {
            // nobody reads it any more: the program finds its pipe closed
        } finally {
            pipe.reader().close();
        }
    }

    /** Waits until all has been passed on; every copy of the writer must be closed, as it is when the program ended. */
    @Override
    public void close() {
        pipe.writer().close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
