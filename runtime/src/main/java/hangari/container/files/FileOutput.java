package hangari.container.files;

import hangari.linux.OpenFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Fills a file; where there is nothing but zeros for long, it leaves a hole, so that a sparse file stays one. */
final class FileOutput extends OutputStream {
    /** How much is written at once; a hole is as long. */
    static final int CHUNK = 128 * 1024;

    private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(CHUNK).asReadOnlyBuffer();

    private final OpenFile file;
    private final ByteBuffer buffer;
    private long position;
    private long written;

    /** @param buffer a direct one of {@link #CHUNK} bytes, which is ours until the end */
    FileOutput(OpenFile file, ByteBuffer buffer) {
        this.file = file;
        this.buffer = buffer.clear();
    }

    @Override
    public void write(int octet) {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int at = offset;
        while (at < offset + length) {
            int count = Math.min(buffer.remaining(), offset + length - at);
            buffer.put(bytes, at, count);
            at += count;
            if (!buffer.hasRemaining()) {
                empty();
            }
        }
    }

    private void empty() {
        buffer.flip();
        int length = buffer.remaining();
        boolean hole = length == CHUNK && buffer.mismatch(ZEROS.duplicate()) < 0;
        if (!hole && length > 0) {
            file.write(buffer, position);
            written = position + length;
        }
        position += length;
        buffer.clear();
    }

    /**
     * Writes what is left.
     *
     * @throws IOException if it was not as much as it was to be
     */
    void end(long expected) throws IOException {
        empty();
        if (position != expected) {
            throw new IOException("it had " + position + " of its " + expected
                    + " bytes: it was changed while it was read: stop who writes it");
        }
        if (written < position) {
            file.size(position);
        }
    }
}
