package hangari.image.store;

import com.github.luben.zstd.Zstd;
import hangari.image.oci.Compression;
import hangari.image.tar.TestTar;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * An archive that wants more than a layer may, and what becomes of it.
 *
 * @param how what it tries, for people
 * @param blob the layer, packed, of a place outside that it may name
 * @param refusal what is said when it is refused; empty if it is taken, as something harmless
 * @param tree what is in the layer then, as {@link LayerListing} shows it
 * @param compression what its media type says
 */
record HostileLayer(String how, Blob blob, Optional<String> refusal, String tree, Compression compression) {
    /** Makes the blob. */
    interface Blob {
        byte[] of(String outside) throws IOException;
    }

    /** An archive that must be refused, with these words. */
    static HostileLayer refused(String how, String words, BiConsumer<TestTar, String> archive) {
        return new HostileLayer(how, of(archive), Optional.of(words), "", Compression.NONE);
    }

    /** An archive that is taken, and makes this of a layer: {@code OUT} is the place outside, within the layer. */
    static HostileLayer tamed(String how, String tree, BiConsumer<TestTar, String> archive) {
        return new HostileLayer(how, of(archive), Optional.empty(), tree, Compression.NONE);
    }

    /** Bytes that are packed, or are said to be. */
    static HostileLayer packed(String how, String words, Compression compression, byte[] blob) {
        return new HostileLayer(how, outside -> blob, Optional.of(words), "", compression);
    }

    /** The same with these bytes for its blob. */
    HostileLayer with(byte[] bytes) {
        return new HostileLayer(how, outside -> bytes, refusal, tree, compression);
    }

    private static Blob of(BiConsumer<TestTar, String> archive) {
        return outside -> {
            var tar = new TestTar();
            archive.accept(tar, outside);
            return tar.bytes();
        };
    }

    /** A blob that becomes large: a beginning, and then one piece many times, each as a member of its own. */
    static byte[] gzipBomb(byte[] beginning, byte[] piece, int times) {
        try {
            return repeated(StoreOfImages.gzip(beginning), StoreOfImages.gzip(piece), times);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] zstdBomb(byte[] beginning, byte[] piece, int times) {
        return repeated(Zstd.compress(beginning), Zstd.compress(piece), times);
    }

    private static byte[] repeated(byte[] beginning, byte[] piece, int times) {
        var all = new ByteArrayOutputStream(beginning.length + piece.length * times);
        all.writeBytes(beginning);
        for (int i = 0; i < times; i++) {
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }

    /** What comes out of a blob, so far as it is sound: its digest is the diff id that the image claims. */
    static InputStream plain(byte[] blob) throws IOException {
        return Compression.unpack(new ByteArrayInputStream(blob));
    }

    static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return how + refusal.map(words -> ": refused, \"" + words + "\"").orElse(": becomes \"" + tree + "\"");
    }
}
