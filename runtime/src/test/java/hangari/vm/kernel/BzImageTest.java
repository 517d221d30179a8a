package hangari.vm.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import hangari.peer.Peer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.lz4.BlockLZ4CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kernel in a bzImage comes out, however it was packed. */
class BzImageTest {
    private static final int OFFSET = 100;

    @TempDir
    private Path folder;

    /** An ELF file, as far as anybody looks; larger than a block of LZ4. */
    private static byte[] kernel() {
        byte[] kernel = new byte[9 << 20];
        new Random(7).nextBytes(kernel);
        java.util.Arrays.fill(kernel, 4096, kernel.length - 4096, (byte) 9);
        System.arraycopy(new byte[] {0x7f, 'E', 'L', 'F'}, 0, kernel, 0, 4);
        return kernel;
    }

    /** boot.rst: setup sectors, then the protected-mode code, in which the payload is. */
    private Path image(byte[] packed, int length) throws IOException {
        ByteBuffer image =
                ByteBuffer.allocate(3 * 512 + OFFSET + packed.length + 4).order(ByteOrder.LITTLE_ENDIAN);
        image.put(0x1f1, (byte) 2);
        image.put(0x202, new byte[] {'H', 'd', 'r', 'S'}).putShort(0x206, (short) 0x20f);
        image.putInt(0x248, OFFSET).putInt(0x24c, length);
        image.position(3 * 512 + OFFSET).put(packed).putInt(9 << 20);
        return Files.write(folder.resolve("vmlinuz"), image.array());
    }

    private Path image(byte[] packed) throws IOException {
        return image(packed, packed.length + 4);
    }

    private static byte[] unpacked(Path image) throws IOException {
        var out = new ByteArrayOutputStream();
        new BzImage(image).unpackTo(out);
        return out.toByteArray();
    }

    @Test
    void gzip() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(kernel());
        }

        // The length of gzip's own end is that which the payload has: nothing stands behind.
        assertThat(unpacked(image(packed.toByteArray(), packed.size()))).isEqualTo(kernel());
    }

    @Test
    void zstd() throws IOException {
        byte[] packed = Zstd.compress(kernel());

        assertThat(unpacked(image(packed, packed.length))).isEqualTo(kernel());
    }

    @Test
    void xz() throws Exception {
        Peer.assumeInstalled("xz", "xz-utils");
        Path file = Files.write(folder.resolve("kernel"), kernel());
        Peer.run("xz", "-1", "--check=crc32", file.toString());

        assertThat(unpacked(image(Files.readAllBytes(folder.resolve("kernel.xz")))))
                .isEqualTo(kernel());
    }

    @Test
    void lz4InItsLegacyFrame() throws IOException {
        byte[] kernel = kernel();
        var packed = new ByteArrayOutputStream();
        packed.writeBytes(new byte[] {0x02, 0x21, 0x4c, 0x18});
        for (int at = 0; at < kernel.length; at += 8 << 20) {
            var block = new ByteArrayOutputStream();
            try (OutputStream lz4 = new BlockLZ4CompressorOutputStream(block)) {
                lz4.write(kernel, at, Math.min(8 << 20, kernel.length - at));
            }
            packed.writeBytes(ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(block.size())
                    .array());
            packed.writeBytes(block.toByteArray());
        }

        assertThat(unpacked(image(packed.toByteArray()))).isEqualTo(kernel);
    }

    @Test
    void whatIsDamagedIsSaidToBe() throws IOException {
        assertThatThrownBy(() -> unpacked(image(new byte[64], 1 << 30)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("it is damaged: install it again");
        assertThatThrownBy(() -> unpacked(image(new byte[64])))
                .hasMessage("it is packed by something other than gzip, xz, zstd or lz4: use another kernel");
        var notElf = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(notElf)) {
            gzip.write(new byte[100]);
        }
        assertThatThrownBy(() -> unpacked(image(notElf.toByteArray()))).hasMessageContaining("holds no ELF file");
        Path short1 = Files.write(folder.resolve("short"), new byte[100]);
        assertThat(new BzImage(short1).isOne()).isFalse();
        assertThatThrownBy(() -> unpacked(short1)).hasMessageContaining("is no bzImage of boot protocol 2.08");
    }
}
