package hangari.image.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Passes on what is read, and a copy of it: all of it, also what is skipped. */
final class Teed extends FilterInputStream {
    private final OutputStream copy;

    Teed(InputStream in, OutputStream copy) {
        super(in);
        this.copy = copy;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        if (count > 0) {
            copy.write(bytes, offset, count);
        }
        return count;
    }

    @Override
    public long skip(long bytes) throws IOException {
        byte[] chunk = new byte[(int) Math.min(bytes, 64 * 1024)];
        return Math.max(0, bytes > 0 ? read(chunk, 0, chunk.length) : 0);
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
