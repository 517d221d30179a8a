package hangari.image.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Lets so many bytes through, and fails at the next. */
final class Limited extends FilterInputStream {
    private final long limit;
    private long read;

    Limited(InputStream in, long limit) {
        super(in);
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        read += Math.max(0, count);
        if (read > limit) {
            throw new IOException("it has more than " + limit + " bytes when it is unpacked: do not trust who made it");
        }
        return count;
    }

    @Override
    public long skip(long bytes) throws IOException {
        byte[] chunk = new byte[(int) Math.min(Math.max(0, bytes), 64 * 1024)];
        return chunk.length == 0 ? 0 : Math.max(0, read(chunk, 0, chunk.length));
    }
}
