package hangari.image.archive;

import hangari.image.BulkInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Lets so many bytes through, and fails at the next. */
final class Limited extends BulkInputStream {
    private final InputStream in;
    private final long limit;
    private long read;

    Limited(InputStream in, long limit) {
        this.in = in;
        this.limit = limit;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = in.read(bytes, offset, length);
        read += Math.max(0, count);
        if (read > limit) {
            throw new IOException("it has more than " + limit + " bytes when it is unpacked: do not trust who made it");
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
