package hangari.image.oci;

import hangari.image.BulkInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;

/** Hashes a blob while it is read, and fails at its end, or where it is longer than it should be. */
final class VerifiedStream extends BulkInputStream {
    private final InputStream content;
    private final Descriptor expected;
    private final Path path;
    private final MessageDigest hash = Digest.sha256();
    private long read;
    private boolean verified;

    VerifiedStream(InputStream content, Descriptor expected, Path path) {
        this.content = content;
        this.expected = expected;
        this.path = path;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = content.read(bytes, offset, length);
        if (count < 0) {
            verify();
            return -1;
        }
        hash.update(bytes, offset, count);
        read += count;
        if (read > expected.size()) {
            throw damaged("has more than its " + expected.size() + " bytes");
        }
        return count;
    }

    private void verify() throws IOException {
        if (verified) {
            return;
        }
        if (read != expected.size()) {
            throw damaged("has " + read + " of its " + expected.size() + " bytes");
        }
        Digest digest = Digest.of(hash);
        if (!digest.equals(expected.digest())) {
            throw damaged("has the content of " + digest);
        }
        verified = true;
    }

    private IOException damaged(String how) {
        return new IOException("blob " + path + " " + how + ": it is damaged: remove it and pull the image again");
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
