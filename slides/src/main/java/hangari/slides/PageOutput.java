package hangari.slides;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/**
 * The page's terminal: each write is a binary message, and waits until the page has taken it.
 *
 * <p>One run may print a mebibyte; what comes after that is dropped, so that an endless loop cannot fill the page.
 */
final class PageOutput extends OutputStream {
    private static final int MOST_BYTES = 1 << 20;
    private static final byte[] CUT = "\r\n… (1 MiB)\r\n".getBytes(StandardCharsets.UTF_8);

    private final Session session;
    private int written;

    PageOutput(Session session) {
        this.session = session;
    }

    /** Another run begins. */
    synchronized void begin() {
        written = 0;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        int room = MOST_BYTES - written;
        if (room <= 0 || !session.isOpen()) {
            return;
        }
        written += length;
        send(ByteBuffer.wrap(bytes, from, Math.min(length, room)));
        if (length >= room) {
            send(ByteBuffer.wrap(CUT));
        }
    }

    private void send(ByteBuffer bytes) {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        session.sendBinary(bytes, Callback.from(() -> sent.complete(null), sent::completeExceptionally));
        try {
            sent.join();
        } catch (CompletionException e) {
            session.disconnect(); // the page is gone; the session ends with it
        }
    }
}
