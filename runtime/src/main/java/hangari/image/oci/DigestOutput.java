package hangari.image.oci;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;

/** Hashes and counts what goes through it. */
public final class DigestOutput extends OutputStream {
    private final OutputStream next;
    private final MessageDigest hash = Digest.sha256();
    private long written;

    /** @param next where the bytes go after they are hashed; closed with this */
    public DigestOutput(OutputStream next) {
        this.next = next;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        next.write(bytes, offset, length);
        hash.update(bytes, offset, length);
        written += length;
    }

    /** The digest of all that has been written; ask once, at the end. */
    public Digest digest() {
        return Digest.of(hash);
    }

    /** How many bytes that are. */
    public long written() {
        return written;
    }

    @Override
    public void flush() throws IOException {
        next.flush();
    }

    @Override
    public void close() throws IOException {
        next.close();
    }
}
