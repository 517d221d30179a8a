package hangari.image.oci;

import hangari.image.BulkInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates gzip, one member after another, and nothing after them.
 *
 * <p>Source: RFC 1952. {@code java.util.zip.GZIPInputStream} takes garbage behind a member for the end, and asks {@code available}
 * whether there is another member, which a pipe cannot answer.
 */
final class GzipStream extends BulkInputStream {
    private static final int FHCRC = 2;
    private static final int FEXTRA = 4;
    private static final int FNAME = 8;
    private static final int FCOMMENT = 16;
    private static final int RESERVED = 0xe0;
    private static final int LONGEST_TEXT = 4096;

    private final InputStream packed;
    private final byte[] buffer = new byte[64 * 1024];
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private int position;
    private int limit;
    private boolean inside;
    private boolean ended;

    GzipStream(InputStream packed) {
        this.packed = packed;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!ended) {
            if (!inside) {
                begin();
            } else {
                int count = inflate(bytes, offset, length);
                if (count > 0) {
                    crc.update(bytes, offset, count);
                    return count;
                }
            }
        }
        return -1;
    }

    private int inflate(byte[] bytes, int offset, int length) throws IOException {
        try {
            int count = inflater.inflate(bytes, offset, length);
            if (count == 0 && inflater.finished()) {
                position = limit - inflater.getRemaining();
                finish();
            } else if (count == 0 && inflater.needsDictionary()) {
                throw new IOException("the gzip data needs a dictionary: it is damaged");
            } else if (count == 0) {
                refill();
                inflater.setInput(buffer, position, limit - position);
            }
            return count;
        } catch (DataFormatException e) {
            throw new IOException("the gzip data is damaged (" + e.getMessage() + ")", e);
        }
    }

    // RFC 1952, 2.2: "A gzip file consists of a series of members"
    private void begin() throws IOException {
        int first = next();
        if (first < 0) {
            ended = true;
            return;
        }
        if (first != 0x1f || octet() != 0x8b) {
            throw new IOException("behind the gzip data comes something else: it is damaged");
        }
        int method = octet();
        int flags = octet();
        if (method != 8 || (flags & RESERVED) != 0) {
            throw new IOException("gzip with method " + method + " and flags " + flags + " is not known");
        }
        skip(6);
        if ((flags & FEXTRA) != 0) {
            skip(octet() | (octet() << 8));
        }
        skipText((flags & FNAME) != 0);
        skipText((flags & FCOMMENT) != 0);
        skip((flags & FHCRC) != 0 ? 2 : 0);
        inflater.reset();
        inflater.setInput(buffer, position, limit - position);
        crc.reset();
        inside = true;
    }

    // 2.3.1: "CRC32 … of the uncompressed data"; "ISIZE … the size of the original input data modulo 2^32"
    private void finish() throws IOException {
        long sum = word();
        long size = word();
        if (sum != crc.getValue() || size != (inflater.getBytesWritten() & 0xffff_ffffL)) {
            throw new IOException("the gzip data is damaged (its checksum does not match)");
        }
        inside = false;
    }

    private long word() throws IOException {
        return octet() | (octet() << 8) | (octet() << 16) | ((long) octet() << 24);
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            octet();
        }
    }

    private void skipText(boolean there) throws IOException {
        for (int length = 0; there && octet() != 0; length++) {
            if (length > LONGEST_TEXT) {
                throw new IOException("the gzip header has a name of more than " + LONGEST_TEXT + " bytes");
            }
        }
    }

    private int octet() throws IOException {
        int octet = next();
        if (octet < 0) {
            throw new IOException("the gzip data ends too early");
        }
        return octet;
    }

    private int next() throws IOException {
        if (position == limit) {
            position = 0;
            limit = Math.max(0, packed.read(buffer, 0, buffer.length));
            if (limit == 0) {
                return -1;
            }
        }
        return buffer[position++] & 0xff;
    }

    private void refill() throws IOException {
        position = 0;
        limit = packed.read(buffer, 0, buffer.length);
        if (limit <= 0) {
            throw new IOException("the gzip data ends too early");
        }
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        packed.close();
    }
}
