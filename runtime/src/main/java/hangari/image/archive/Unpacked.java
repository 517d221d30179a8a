package hangari.image.archive;

import com.github.luben.zstd.ZstdInputStream;
import hangari.image.oci.Compression;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Finds out by its first bytes how something is packed, and reads what is in it. */
final class Unpacked {
    private static final int CHUNK = 64 * 1024;

    private Unpacked() {}

    static InputStream stream(InputStream packed) throws IOException {
        var buffered = new BufferedInputStream(packed, CHUNK);
        return switch (compression(buffered)) {
            case NONE -> buffered;
            case GZIP -> new GZIPInputStream(buffered, CHUNK);
            case ZSTD -> new ZstdInputStream(buffered);
        };
    }

    /** Looks at the first bytes, which are still there afterwards. */
    static Compression compression(BufferedInputStream from) throws IOException {
        from.mark(4);
        byte[] magic = from.readNBytes(4);
        from.reset();
        if (begins(magic, 0x1f, 0x8b)) { // RFC 1952, 2.3.1: ID1 and ID2
            return Compression.GZIP;
        }
        return begins(magic, 0x28, 0xb5, 0x2f, 0xfd) ? Compression.ZSTD : Compression.NONE; // RFC 8878, 3.1.1
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
