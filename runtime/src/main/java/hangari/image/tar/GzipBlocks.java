package hangari.image.tar;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Packs by gzip on all processors: blocks of one mebibyte, each deflated by itself with the end of the one before as its
 * dictionary, and put together as one member that any gzip unpacks. How many processors there are does not show in it.
 *
 * <p>Source: RFC 1952; RFC 1951, 3.2.4: a block that was flushed ends at a byte, and the next may follow.
 */
final class GzipBlocks extends OutputStream {
    private static final int BLOCK = 1024 * 1024;
    private static final int WINDOW = 32 * 1024;
    private static final int LEVEL = 6;
    // RFC 1952, 2.3: ID1, ID2, CM, FLG, four of MTIME, XFL, and 255 for OS: "unknown"
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 255};

    private final OutputStream out;
    private final int workers = Math.max(1, Runtime.getRuntime().availableProcessors());
    private final ExecutorService executor = Executors.newFixedThreadPool(workers, GzipBlocks::daemon);
    private final Deque<Future<byte[]>> pending = new ArrayDeque<>();
    private final CRC32 checksum = new CRC32();
    private byte[] dictionary = {};
    private byte[] block = new byte[BLOCK];
    private int filled;
    private long written;

    GzipBlocks(OutputStream out) throws IOException {
        this.out = out;
        out.write(HEADER);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "gzip");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        checksum.update(bytes, offset, length);
        written += length;
        int done = 0;
        while (done < length) {
            if (filled == BLOCK) {
                submit(false);
            }
            int count = Math.min(length - done, BLOCK - filled);
            System.arraycopy(bytes, offset + done, block, filled, count);
            filled += count;
            done += count;
        }
    }

    /** Writes all that is left and the trailer; the stream below stays open. */
    void finish() throws IOException {
        submit(true);
        while (!pending.isEmpty()) {
            writeFirst();
        }
        // RFC 1952, 2.3.1: CRC32 and ISIZE, "modulo 2^32", the lowest byte first
        number(checksum.getValue());
        number(written);
        out.flush();
    }

    private void number(long value) throws IOException {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            out.write((int) (value >>> shift) & 0xff);
        }
    }

    private void submit(boolean last) throws IOException {
        if (pending.size() >= 2 * workers) {
            writeFirst();
        }
        byte[] content = Arrays.copyOf(block, filled);
        byte[] before = dictionary;
        pending.add(executor.submit(() -> deflate(content, before, last)));
        dictionary = Arrays.copyOfRange(content, Math.max(0, filled - WINDOW), filled);
        filled = 0;
    }

    private void writeFirst() throws IOException {
        try {
            out.write(pending.remove().get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a layer was packed");
        } catch (ExecutionException e) {
            throw new IOException("a layer cannot be packed: " + e.getCause(), e);
        }
    }

    private static byte[] deflate(byte[] content, byte[] dictionary, boolean last) {
        Deflater deflater = new Deflater(LEVEL, true);
        try {
            if (dictionary.length > 0) {
                deflater.setDictionary(dictionary);
            }
            deflater.setInput(content);
            if (last) {
                deflater.finish();
            }
            byte[] packed = new byte[content.length + content.length / 1000 + 1024];
            int size = 0;
            int count;
            do {
                if (size == packed.length) {
                    packed = Arrays.copyOf(packed, 2 * packed.length);
                }
                count = deflater.deflate(
                        packed, size, packed.length - size, last ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH);
                size += count;
            } while (last ? !deflater.finished() : size == packed.length);
            return Arrays.copyOf(packed, size);
        } finally {
            deflater.end();
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
