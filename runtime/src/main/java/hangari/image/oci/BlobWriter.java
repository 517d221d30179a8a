package hangari.image.oci;

import hangari.image.ImageException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * A blob that is being written. It is hashed on the way; it has no name until it is committed, and closing it without
 * that removes it.
 */
public final class BlobWriter extends OutputStream {
    private final BlobStore store;
    private final Expectation expected;
    private final Hold hold;
    private final Path unfinished;
    private final FileChannel channel;
    private final MessageDigest hash = Digest.sha256();
    private long written;
    private boolean ended;

    /** What is known of a blob before it is there. */
    record Expectation(Optional<Digest> digest, long limit) {
        static Expectation of(Descriptor blob) {
            return new Expectation(Optional.of(blob.digest()), blob.size());
        }

        static Expectation atMost(long limit) {
            return new Expectation(Optional.empty(), limit);
        }

        String name() {
            return digest.map(Digest::toString).orElse("that is being made");
        }
    }

    BlobWriter(BlobStore store, Expectation expected) {
        this.store = store;
        this.expected = expected;
        this.hold = store.hold();
        this.unfinished = store.unfinished();
        try {
            this.channel = FileChannel.open(unfinished, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            hold.close();
            throw failure(e);
        }
    }

    @Override
    public void write(int octet) {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes) {
        write(bytes, 0, bytes.length);
    }

    /** @throws ImageException if that is more than the blob may have, before anything of it is written */
    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (length > expected.limit() - written) {
            throw new ImageException("blob " + expected.name() + " is larger than the " + expected.limit()
                    + " bytes that it may have: it is not the one that was asked for");
        }
        try {
            WholeFile.append(channel, ByteBuffer.wrap(bytes, offset, length));
        } catch (IOException e) {
            throw failure(e);
        }
        hash.update(bytes, offset, length);
        written += length;
    }

    /** How many bytes there are by now. */
    public long written() {
        return written;
    }

    /**
     * Gives the blob its name.
     *
     * @throws ImageException if it is not what was expected, or the disk is full; then nothing is kept
     */
    public Digest commit() {
        if (ended) {
            throw new IllegalStateException("the blob " + expected.name() + " has been closed");
        }
        try {
            Digest digest = Digest.of(hash);
            expected.digest().ifPresent(wanted -> verify(wanted, digest));
            WholeFile.publish(channel, unfinished, store.path(digest));
            return digest;
        } catch (IOException e) {
            throw failure(e);
        } finally {
            close();
        }
    }

    private void verify(Digest wanted, Digest digest) {
        if (written != expected.limit()) {
            throw new ImageException("blob " + wanted + " ended after " + written + " of " + expected.limit()
                    + " bytes: ask for it again");
        }
        if (!wanted.equals(digest)) {
            throw new ImageException("blob " + wanted + " came with the content of " + digest
                    + ": it was changed on its way: ask another registry");
        }
    }

    private ImageException failure(IOException cause) {
        return ImageException.of("write blob " + expected.name(), store.directory(), cause);
    }

    @Override
    public void close() {
        if (ended) {
            return;
        }
        ended = true;
        try (hold;
                channel) {
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            throw failure(e);
        }
    }
}
