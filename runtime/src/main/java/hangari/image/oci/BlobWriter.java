package hangari.image.oci;

import hangari.image.ImageException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * A blob that is being written. It is hashed on the way; it has no name until it is committed, and closing it without
 * that removes it, unless it was begun to be {@linkplain BlobStore#resume resumed}.
 */
public final class BlobWriter extends OutputStream {
    private final BlobStore store;
    private final Expectation expected;
    private final Hold hold;
    private final UnfinishedFile file;
    private final FileChannel channel;
    private final MessageDigest hash = Digest.sha256();
    private long written;
    private boolean kept;
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
        this(store, expected, UnfinishedFile::create);
    }

    /** Where the bytes of a blob go until they are all there. */
    interface Place {
        UnfinishedFile open(BlobStore store) throws IOException;
    }

    BlobWriter(BlobStore store, Expectation expected, Place place) {
        this.store = store;
        this.expected = expected;
        this.hold = store.hold();
        try {
            this.file = place.open(store);
            this.channel = file.channel();
            this.kept = file.isKept();
        } catch (IOException e) {
            hold.close();
            throw failure(e);
        }
        try {
            this.written = file.takeUp(hash, expected.limit());
        } catch (IOException e) {
            close();
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

    /** Forgets what has been written, and begins anew. */
    public void restart() {
        try {
            channel.truncate(0).position(0);
        } catch (IOException e) {
            throw failure(e);
        }
        hash.reset();
        written = 0;
    }

    /** Closes it and keeps nothing of it, not even for a later attempt. */
    public void discard() {
        kept = false;
        close();
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
        kept = false; // it is whole, or it is wrong
        try {
            Digest digest = Digest.of(hash);
            expected.digest().ifPresent(wanted -> verify(wanted, digest));
            WholeFile.publish(channel, file.path(), store.path(digest));
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
                file) {
            if (!kept || written == 0) {
                Files.deleteIfExists(file.path());
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }
}
