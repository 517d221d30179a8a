package hangari.image.registry;

import hangari.image.BulkInputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer as a stream that does not wait for ever: reading fails if no byte comes for some time.
 *
 * <p>Only a few pieces are asked for ahead, so that a fast registry cannot fill the memory.
 */
final class Body extends BulkInputStream implements BodySubscriber<Body> {
    private static final int AHEAD = 16;

    /** What came: bytes, or the end, or the reason of a bad end. */
    private record Piece(
            List<ByteBuffer> bytes, boolean last, @Nullable Throwable failure) {}

    private final String what;
    private final Duration stall;
    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private final Deque<ByteBuffer> ready = new ArrayDeque<>();
    private volatile @Nullable Subscription subscription;
    private volatile boolean closed;
    private boolean ended;
    private long deadline = Long.MAX_VALUE;

    /** @param what is read, for the message */
    Body(String what, Duration stall) {
        this.what = what;
        this.stall = stall;
    }

    /** All of it must be there by then. */
    Body within(Duration whole) {
        deadline = System.nanoTime() + whole.toNanos();
        return this;
    }

    @Override
    public CompletionStage<Body> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Subscription begun) {
        subscription = begun;
        if (closed) {
            begun.cancel();
        } else {
            begun.request(AHEAD);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        pieces.add(new Piece(bytes, false, null));
    }

    @Override
    public void onError(Throwable failure) {
        pieces.add(new Piece(List.of(), true, failure));
    }

    @Override
    public void onComplete() {
        pieces.add(new Piece(List.of(), true, null));
    }

    /** Waits for one byte, and takes what has come beside it. */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        while (!ended && ready.isEmpty()) {
            next();
        }
        if (ready.isEmpty()) {
            return -1;
        }
        int count = 0;
        while (count < length && hasMore()) {
            ByteBuffer first = ready.element();
            int size = Math.min(length - count, first.remaining());
            first.get(bytes, offset + count, size);
            count += size;
            if (!first.hasRemaining()) {
                ready.remove();
            }
        }
        return count;
    }

    private boolean hasMore() throws IOException {
        Piece next = pieces.peek();
        while (ready.isEmpty() && next != null && !next.last()) {
            next();
            next = pieces.peek();
        }
        return !ready.isEmpty();
    }

    private void next() throws IOException {
        Piece piece = await();
        if (piece.failure() != null) {
            throw TransferException.passing(
                    what + " was cut off: " + Failures.reason(piece.failure()) + ": pull again to go on");
        }
        ended = piece.last();
        piece.bytes().stream().filter(ByteBuffer::hasRemaining).forEach(ready::add);
        Subscription source = subscription;
        if (source != null) {
            source.request(1);
        }
    }

    private Piece await() throws IOException {
        long left = deadline == Long.MAX_VALUE ? Long.MAX_VALUE : deadline - System.nanoTime();
        try {
            Piece piece = pieces.poll(Math.min(left, stall.toNanos()), TimeUnit.NANOSECONDS);
            if (piece != null) {
                return piece;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TransferException.refused("interrupted while " + what + " was read");
        }
        throw left < stall.toNanos()
                ? TransferException.passing(
                        what + " took longer than is waited for so small an answer: try again later")
                : TransferException.passing(
                        what + " stalled: no byte for " + Failures.seconds(stall) + ": pull again to go on");
    }

    @Override
    public void close() {
        closed = true;
        Subscription source = subscription;
        if (source != null) {
            source.cancel();
        }
    }
}
