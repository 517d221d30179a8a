package hangari.image.tree;

import hangari.image.ImageException;
import hangari.image.oci.Compression;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/** How an archive is packed that ADD is given: as a layer may be, or by bzip2, or by xz, which is refused. */
final class Unpacking {
    private static final String BZIP2 = "BZh";
    private static final String XZ = "\u00fd7zXZ\0";
    private static final int LONGEST = 6;
    private static final int BUFFER = 64 * 1024;

    private Unpacking() {}

    /** Whether something is packed, told by its first bytes. */
    static boolean isPacked(byte[] first) {
        return Compression.of(first) != Compression.NONE || begins(first, BZIP2) || begins(first, XZ);
    }

    /** Whether it is packed by xz; the stream is left where it was. */
    static boolean isXz(BufferedInputStream from) throws IOException {
        return begins(first(from), XZ);
    }

    /** What is in the archive; itself, if it is not packed. */
    static InputStream unpacked(InputStream packed) throws IOException {
        var from = new BufferedInputStream(packed, BUFFER);
        byte[] first = first(from);
        if (begins(first, XZ)) {
            throw new ImageException(
                    "xz archives are not supported: pack it with gzip or zstd, as in xzcat FILE | gzip");
        }
        return begins(first, BZIP2)
                ? new BZip2CompressorInputStream(from, true)
                : Compression.of(first).unpacked(from);
    }

    private static byte[] first(BufferedInputStream from) throws IOException {
        from.mark(LONGEST);
        byte[] first = from.readNBytes(LONGEST);
        from.reset();
        return first;
    }

    private static boolean begins(byte[] first, String magic) {
        return new String(first, StandardCharsets.ISO_8859_1).startsWith(magic);
    }
}
