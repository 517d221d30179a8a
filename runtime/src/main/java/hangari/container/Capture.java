package hangari.container;

import hangari.linux.Fd;
import hangari.linux.KernelException;
import hangari.linux.Pipe;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Takes in what a process writes, while it runs; keeps the first MiB. */
final class Capture {
    private static final int LIMIT = 1 << 20;
    private static final long GRACE_MILLIS = 500;

    private final Pipe pipe = Pipe.open();
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final Thread reader;
    private boolean cut;

    Capture(String name) {
        reader = new Thread(this::drain, "hangari-" + name);
        reader.setDaemon(true);
    }

    /** The end that the process gets. */
    Fd writer() {
        return pipe.writer();
    }

    /** Begins to read; our copy of the writing end is closed, so that the process's end is the end of the output. */
    void begin() {
        pipe.writer().close();
        reader.start();
    }

    /** Gives up without having begun. */
    void abandon() {
        pipe.close();
    }

    private void drain() {
        try {
            for (byte[] data = pipe.reader().read();
                    data.length > 0;
                    data = pipe.reader().read()) {
                keep(data);
            }
        } catch (KernelException e) {
            cut = true;
        } finally {
            pipe.reader().close();
        }
    }

    private synchronized void keep(byte[] data) {
        int room = LIMIT - kept.size();
        kept.write(data, 0, Math.min(room, data.length));
        cut |= data.length > room;
    }

    /** Waits for the end of the output; not for long, since a process left in the background may hold it open. */
    void settle() {
        try {
            reader.join(GRACE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What has been written so far. */
    synchronized String text() {
        String text = kept.toString(StandardCharsets.UTF_8);
        return cut ? text + "\n[the output was longer than " + LIMIT + " bytes]" : text;
    }
}
