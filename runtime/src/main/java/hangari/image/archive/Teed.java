package hangari.image.archive;

import hangari.image.BulkInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Passes on what is read, and a copy of it: all of it, also what is skipped. */
final class Teed extends BulkInputStream {
    private final InputStream in;
    private final OutputStream copy;

    Teed(InputStream in, OutputStream copy) {
        this.in = in;
        this.copy = copy;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = in.read(bytes, offset, length);
        if (count > 0) {
            copy.write(bytes, offset, count);
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
