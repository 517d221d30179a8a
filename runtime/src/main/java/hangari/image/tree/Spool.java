package hangari.image.tree;

import hangari.image.FileSlice;
import hangari.image.ImageException;
import hangari.image.TemporaryName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file without a name in which bytes wait to be used: whatever ends this process, nothing is left of it. */
public final class Spool implements AutoCloseable {
    private static final int CHUNK = 64 * 1024;

    private final Path directory;
    private final FileChannel channel;
    private final long limit;
    private long end;

    private Spool(Path directory, FileChannel channel, long limit) {
        this.directory = directory;
        this.channel = channel;
        this.limit = limit;
    }

    /**
     * Opens one on the disk of a directory.
     *
     * @param limit how many bytes it may hold at most
     */
    public static Spool in(Path directory, long limit) {
        Path file = directory.resolve(TemporaryName.next());
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
            // unlink(2): the file remains "until the last file descriptor referring to it is closed"
            Files.deleteIfExists(file); // who sweeps may have been faster
            return new Spool(directory, channel, limit);
        } catch (IOException e) {
            throw ImageException.of("make a file in " + directory, directory, e);
        }
    }

    /**
     * Keeps what a stream holds.
     *
     * @throws ImageException if the disk is full, or that is more than it may hold
     */
    public Slice add(InputStream from) throws IOException {
        long start = end;
        byte[] buffer = new byte[CHUNK];
        int count;
        while ((count = from.read(buffer)) >= 0) {
            if (count > limit - end) {
                throw new ImageException("more than " + limit + " bytes are unpacked: this is no honest archive");
            }
            write(ByteBuffer.wrap(buffer, 0, count));
        }
        return new Slice(start, end - start);
    }

    private void write(ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                end += channel.write(bytes, end);
            }
        } catch (IOException e) {
            throw ImageException.of("write to " + directory, directory, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw ImageException.of("close a file in " + directory, directory, e);
        }
    }

    /** A part of it. */
    public final class Slice implements Content {
        private final long start;
        private final long length;

        private Slice(long start, long length) {
            this.start = start;
            this.length = length;
        }

        /** In bytes. */
        public long length() {
            return length;
        }

        @Override
        public InputStream open() {
            return new FileSlice(channel, start, length);
        }
    }
}
