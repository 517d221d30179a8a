package hangari.image.oci;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** How a layer's archive is packed. */
public enum Compression {
    NONE("tar"),
    GZIP("tar+gzip"),
    ZSTD("tar+zstd");

    private static final int MAGIC = 4;
    private static final int BUFFER = 64 * 1024;
    // RFC 8878, 3.1.1.1.2: decoders are advised to support a window of 8 MiB and may refuse more. zstd(1) itself takes
    // 128 MiB without being asked for more.
    private static final int WINDOW_LOG = 27;

    private final String suffix;

    Compression(String suffix) {
        this.suffix = suffix;
    }

    /** As a media type says it, such as {@code tar+gzip}. */
    public String suffix() {
        return suffix;
    }

    /** Told by the first bytes of an archive. */
    public static Compression of(byte[] first) {
        if (begins(first, 0x1f, 0x8b)) { // RFC 1952, 2.3.1: ID1 and ID2
            return GZIP;
        }
        return isZstd(first) ? ZSTD : NONE;
    }

    // RFC 8878, 3.1.1: "Magic_Number … Value: 0xFD2FB528"; 3.1.2, skippable frames: "0x184D2A5?"
    private static boolean isZstd(byte[] first) {
        boolean skippable = first.length >= MAGIC && (first[0] & 0xf0) == 0x50 && first[1] == 0x2a && first[2] == 0x4d;
        return begins(first, 0x28, 0xb5, 0x2f, 0xfd) || (skippable && first[3] == 0x18);
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
            case GZIP -> new GzipStream(packed);
            case ZSTD -> zstd(packed);
        };
    }

    private static InputStream zstd(InputStream packed) throws IOException {
        var zstd = new ZstdInputStreamNoFinalizer(packed);
        zstd.setLongMax(WINDOW_LOG);
        return zstd;
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
