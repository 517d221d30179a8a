package hangari.image.tar;

import hangari.image.BulkInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands bytes from one thread to another, a few chunks at a time.
 *
 * <p>Who gives waits while the belt is full, and fails when nobody takes any more. Who takes waits while it is empty, and
 * fails as the giver failed.
 */
final class Conveyor implements ReadableByteChannel {
    /** How many bytes a chunk has at most. */
    static final int CHUNK = 128 * 1024;

    private static final int CAPACITY = 64;
    // Who has waited goes on when it is worth while: each change from one thread to another costs time, and on a busy
    // machine a turn.
    private static final int HALF = CAPACITY / 2;
    private static final int FEW = CAPACITY / 8;

    private final Deque<ByteBuffer> belt = new ArrayDeque<>();
    private ByteBuffer current = ByteBuffer.allocate(0);
    private boolean ended;
    private boolean closed;
    private @Nullable Exception failure;

    /** Gives a chunk, which the taker owns from now on. */
    synchronized void give(ByteBuffer chunk) throws IOException {
        if (belt.size() >= CAPACITY) {
            waitWhile(() -> belt.size() > HALF && !closed);
        }
        if (closed) {
            throw new IOException("nobody takes it any more");
        }
        belt.add(chunk);
        if (belt.size() >= FEW) {
            notifyAll();
        }
    }

    /** Nothing more will come. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Nothing more will come, for this reason; what is on the belt is lost. */
    synchronized void fail(Exception why) {
        failure = why;
        ended = true;
        notifyAll();
    }

    private synchronized boolean next() throws IOException {
        if (belt.isEmpty()) {
            waitWhile(() -> belt.size() < FEW && !ended);
        }
        Exception why = failure;
        if (why instanceof IOException || why instanceof RuntimeException) {
            throw new Broken(why);
        }
        ByteBuffer chunk = belt.poll();
        if (chunk == null) {
            return false;
        }
        current = chunk;
        if (belt.size() <= HALF) {
            notifyAll();
        }
        return true;
    }

    /** The giver's failure, seen by the taker. */
    static final class Broken extends IOException {
        private static final long serialVersionUID = 1L;
        private final Exception why;

        Broken(Exception why) {
            super(why.getMessage(), why);
            this.why = why;
        }

        /** What went wrong where it began. */
        Exception why() {
            return why instanceof Broken earlier ? earlier.why() : why;
        }
    }

    private synchronized void waitWhile(BooleanSupplier busy) throws IOException {
        try {
            while (busy.getAsBoolean()) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        while (!current.hasRemaining()) {
            if (!next()) {
                return -1;
            }
        }
        int count = Math.min(current.remaining(), into.remaining());
        into.put(current.slice(current.position(), count));
        current.position(current.position() + count);
        return count;
    }

    /** The taker's end as a stream. */
    InputStream stream() {
        return new BulkInputStream() {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return length == 0 ? 0 : Conveyor.this.read(ByteBuffer.wrap(bytes, offset, length));
            }

            @Override
            public void close() {
                Conveyor.this.close();
            }
        };
    }

    @Override
    public synchronized boolean isOpen() {
        return !closed;
    }

    /** The taker has had enough. */
    @Override
    public synchronized void close() {
        closed = true;
        belt.clear();
        notifyAll();
    }
}
