package hangari.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A part of an open file as a stream; the file stays open, and its own position where it is. */
public final class FileSlice extends BulkInputStream {
    private final FileChannel file;
    private final long end;
    private long at;

    /**
     * The bytes from a position on.
     *
     * @param bytes how many; fewer if the file ends before
     */
    public FileSlice(FileChannel file, long at, long bytes) {
        this.file = file;
        this.at = at;
        this.end = at + bytes;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (at >= end) {
            return -1;
        }
        int count = file.read(ByteBuffer.wrap(bytes, offset, (int) Math.min(length, end - at)), at);
        at += Math.max(0, count);
        return count;
    }

    @Override
    public int available() {
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, end - at));
    }

    @Override
    public long skip(long bytes) {
        long skipped = Math.max(0, Math.min(bytes, end - at));
        at += skipped;
        return skipped;
    }
}
