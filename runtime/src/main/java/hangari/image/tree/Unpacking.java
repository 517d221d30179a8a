package hangari.image.tree;

import com.github.luben.zstd.ZstdInputStream;
import hangari.image.ImageException;
import hangari.image.oci.Compression;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/** How an archive is packed, told by its first bytes. */
enum Unpacking {
    GZIP("\u001f\u008b"),
    ZSTD("(\u00b5/\u00fd"),
    BZIP2("BZh"),
    XZ("\u00fd7zXZ\0");

    private static final int LONGEST = 6;
    private static final int BUFFER = 64 * 1024;

    private final String magic;

    Unpacking(String magic) {
        this.magic = magic;
    }

    /** Which one it is; the stream is left where it was. */
    static Optional<Unpacking> of(BufferedInputStream from) throws IOException {
        from.mark(LONGEST);
        byte[] first = from.readNBytes(LONGEST);
        from.reset();
        return of(first);
    }

    static Optional<Unpacking> of(byte[] first) {
        return Arrays.stream(values()).filter(one -> one.begins(first)).findFirst();
    }

    private boolean begins(byte[] first) {
        return new String(first, StandardCharsets.ISO_8859_1).startsWith(magic);
    }

    /** What is in the archive; itself, if it is not packed. */
    static InputStream unpacked(InputStream packed) throws IOException {
        var from = new BufferedInputStream(packed, BUFFER);
        Optional<Unpacking> how = of(from);
        return how.isPresent() ? how.get().open(from) : from;
    }

    private InputStream open(InputStream from) throws IOException {
        return switch (this) {
            case GZIP -> new GZIPInputStream(from, BUFFER);
            case ZSTD -> new ZstdInputStream(from);
            case BZIP2 -> new BZip2CompressorInputStream(from, true);
            case XZ ->
                throw new ImageException(
                        "xz archives are not supported: pack it with gzip or zstd, as in xzcat FILE | gzip");
        };
    }

    /** A layer, whose packing its media type tells. */
    static InputStream layer(Compression compression, InputStream packed) throws IOException {
        var from = new BufferedInputStream(packed, BUFFER);
        return switch (compression) {
            case NONE -> from;
            case GZIP -> new GZIPInputStream(from, BUFFER);
            case ZSTD -> new ZstdInputStream(from);
        };
    }
}
