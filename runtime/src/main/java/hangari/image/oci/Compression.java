package hangari.image.oci;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** How a layer's archive is packed. */
public enum Compression {
    NONE,
    GZIP,
    ZSTD;

    private static final int MAGIC = 4;
    private static final int BUFFER = 64 * 1024;

    /** Told by the first bytes of an archive. */
    public static Compression of(byte[] first) {
        if (begins(first, 0x1f, 0x8b)) { // RFC 1952, 2.3.1: ID1 and ID2
            return GZIP;
        }
        return begins(first, 0x28, 0xb5, 0x2f, 0xfd) ? ZSTD : NONE; // RFC 8878, 3.1.1
    }

    /** Told by the first bytes of a stream, which are still there afterwards. */
    public static Compression of(BufferedInputStream from) throws IOException {
        from.mark(MAGIC);
        byte[] first = from.readNBytes(MAGIC);
        from.reset();
        return of(first);
    }

    /** Finds out by its first bytes how an archive is packed, and reads what is in it. */
    public static InputStream unpack(InputStream packed) throws IOException {
        var buffered = new BufferedInputStream(packed, BUFFER);
        return of(buffered).unpacked(buffered);
    }

    /** Reads what is in an archive that is packed like this. */
    public InputStream unpacked(InputStream packed) throws IOException {
        return switch (this) {
            case NONE -> new BufferedInputStream(packed, BUFFER);
            case GZIP -> new GZIPInputStream(packed, BUFFER);
            case ZSTD -> new ZstdInputStream(packed);
        };
    }

    private static boolean begins(byte[] bytes, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
