package hangari.image.tar;

import hangari.image.oci.Compression;
import hangari.image.oci.Digest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The two threads that read a blob and inflate it, and the archive that comes out of them. */
final class Inflation implements AutoCloseable {
    private final Conveyor packed = new Conveyor();
    private final Conveyor archive = new Conveyor();
    private final AtomicLong bytes = new AtomicLong();
    private final List<Thread> threads;
    private volatile @Nullable Digest digest;

    private Inflation(InputStream blob, Optional<Compression> said, long limit, LongConsumer progress) {
        this.threads = List.of(
                thread("layer-read", packed, () -> read(blob, progress)),
                thread("layer-inflate", archive, () -> inflate(said, limit)));
    }

    /**
     * Begins to unpack a blob, which is closed at the end.
     *
     * @param said how it is said to be packed, if anything is said
     * @param limit how many bytes may come out
     */
    static Inflation begin(InputStream blob, Optional<Compression> said, long limit, LongConsumer progress) {
        var inflation = new Inflation(blob, said, limit, progress);
        inflation.threads.forEach(Thread::start);
        return inflation;
    }

    private interface Work {
        void run() throws IOException;
    }

    /** A thread that works for a conveyor, which learns how it ends, whatever that is. */
    private static Thread thread(String name, Conveyor out, Work work) {
        var thread = new Thread(
                () -> {
                    try {
                        work.run();
                        out.end();
                    } catch (IOException | RuntimeException e) {
                        out.fail(e);
                    } catch (Error e) { // a library that cannot be loaded, memory that is not there
                        out.fail(new IllegalStateException("cannot unpack a layer: " + e, e));
                    }
                },
                name);
        thread.setDaemon(true);
        return thread;
    }

    private void read(InputStream blob, LongConsumer progress) throws IOException {
        try (blob) {
            long total = 0;
            ByteBuffer chunk = chunk(blob);
            while (chunk.hasRemaining()) {
                total += chunk.remaining();
                packed.give(chunk);
                progress.accept(total);
                chunk = chunk(blob);
            }
        }
    }

    /** Up to a whole chunk; an empty one at the end. */
    private static ByteBuffer chunk(InputStream from) throws IOException {
        byte[] chunk = new byte[Conveyor.CHUNK];
        return ByteBuffer.wrap(chunk, 0, from.readNBytes(chunk, 0, chunk.length));
    }

    private void inflate(Optional<Compression> said, long limit) throws IOException {
        var hash = Digest.sha256();
        try (var stream = new BufferedInputStream(packed.stream(), Conveyor.CHUNK)) {
            Compression found = Compression.of(stream);
            if (said.isPresent() && said.get() != found) {
                throw new TarFault("it is called " + said.get().suffix() + " and is " + found.suffix()
                        + ": have the image pushed anew");
            }
            try (InputStream inflated = found.unpacked(stream)) {
                ByteBuffer chunk = chunk(inflated);
                while (chunk.hasRemaining()) {
                    if (bytes.addAndGet(chunk.remaining()) > limit) {
                        throw new TarFault("it has more than " + limit + " bytes when it is unpacked");
                    }
                    hash.update(chunk.duplicate());
                    archive.give(chunk);
                    chunk = chunk(inflated);
                }
            }
        }
        digest = Digest.of(hash);
    }

    /** The archive, when it is no longer packed. */
    ReadableByteChannel channel() {
        return archive;
    }

    /** Reads what is left, and returns the digest of all of it. */
    Digest finish() throws IOException {
        ByteBuffer scrap = ByteBuffer.allocate(Conveyor.CHUNK);
        while (archive.read(scrap) >= 0) {
            scrap.clear();
        }
        return Optional.ofNullable(digest).orElseThrow();
    }

    /** How much has come out by now. */
    long bytes() {
        return bytes.get();
    }

    @Override
    public void close() throws IOException {
        archive.close();
        packed.close();
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
