package hangari.vm.kernel;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.commons.compress.compressors.lz4.BlockLZ4CompressorInputStream;

/**
 * The form of LZ4 that kernels are packed in: a magic number, then blocks with their length before them, each of which
 * unpacks to 8 MiB, the last to less. Source: LZ4 Frame Format Description, "Legacy frame".
 *
 * <p>Behind the last block a kernel has its unpacked length; a length of less than a block's, and nothing behind it.
 */
final class LegacyLz4 extends InputStream {
    private static final int BLOCK = 8 << 20;

    private final InputStream packed;
    private byte[] block = new byte[0];
    private int at;
    private boolean over;

    /** Reads what begins with the magic number. */
    LegacyLz4(InputStream packed) throws IOException {
        this.packed = packed;
        this.packed.skipNBytes(4);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (at == block.length && !next()) {
            return -1;
        }
        int count = Math.min(length, block.length - at);
        System.arraycopy(block, at, into, offset, count);
        at += count;
        return count;
    }

    private boolean next() throws IOException {
        byte[] word = packed.readNBytes(4);
        if (over || word.length < 4) {
            return false;
        }
        int length = ByteBuffer.wrap(word).order(ByteOrder.LITTLE_ENDIAN).getInt();
        if (length <= 0) {
            return false;
        }
        byte[] content = packed.readNBytes(Math.min(length, 2 * BLOCK));
        if (content.length < length) {
            return false; // it was no block, but the length of all
        }
        try (var unpacked = new BlockLZ4CompressorInputStream(new ByteArrayInputStream(content))) {
            block = unpacked.readNBytes(BLOCK);
        }
        at = 0;
        over = block.length < BLOCK;
        return block.length > 0;
    }
}
