package hangari.image;

import java.io.IOException;
import java.io.InputStream;

/**
 * A stream of which one says how it is read in bulk; single bytes, and what is skipped, come the same way.
 *
 * <p>So nothing passes by whoever counts, copies or hashes in {@link #read(byte[], int, int)}.
 */
public abstract class BulkInputStream extends InputStream {
    private static final int CHUNK = 64 * 1024;

    @Override
    public abstract int read(byte[] bytes, int offset, int length) throws IOException;

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public long skip(long bytes) throws IOException {
        int some = (int) Math.min(bytes, CHUNK);
        return some <= 0 ? 0 : Math.max(0, read(new byte[some], 0, some));
    }
}
