package hangari.vm.kernel;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A kernel as distributions ship it for x86: a small program that unpacks the true kernel, which it carries.
 *
 * <pre>{@code
 * new BzImage(Path.of("/boot/vmlinuz-6.1.0-53-cloud-amd64")).unpackTo(vmlinux);
 * }</pre>
 *
 * <p>An emulator unpacks a kernel much more slowly than we do, and it does so at every start. What comes out is an ELF
 * file that a machine starts directly if it has a PVH note. Source: the kernel's {@code arch/x86/boot.rst}, "The Real-Mode
 * Kernel Header".
 */
record BzImage(Path file) {
    private static final int SETUP_SECTS = 0x1f1;
    private static final int HEADER = 0x202;
    private static final int VERSION = 0x206;
    private static final int PAYLOAD_OFFSET = 0x248;
    private static final int PAYLOAD_LENGTH = 0x24c;
    private static final int SECTOR = 512;
    // boot.rst: payload_offset is there since protocol 2.08
    private static final int OLDEST = 0x208;
    private static final long LARGEST = 512L << 20;

    /** Whether the file begins as one does. */
    boolean isOne() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(PAYLOAD_LENGTH + 4);
            return start.length == PAYLOAD_LENGTH + 4
                    && new String(start, HEADER, 4, java.nio.charset.StandardCharsets.ISO_8859_1).equals("HdrS");
        }
    }

    /**
     * Writes the kernel that is in it.
     *
     * @throws IOException if it is damaged, packed in a way that we do not know, or nothing that a machine can start
     */
    void unpackTo(OutputStream out) throws IOException {
        byte[] payload = payload();
        Packing packing = Packing.of(payload);
        try (InputStream kernel = packing.open(new ByteArrayInputStream(payload))) {
            copy(kernel, out);
        }
    }

    private void copy(InputStream kernel, OutputStream out) throws IOException {
        byte[] chunk = new byte[1 << 20];
        long total = 0;
        int count = kernel.readNBytes(chunk, 0, chunk.length);
        if (count < 4 || !Arrays.equals(chunk, 0, 4, new byte[] {0x7f, 'E', 'L', 'F'}, 0, 4)) {
            throw new IOException(file + " holds no ELF file: use another kernel");
        }
        while (count > 0) {
            total += count;
            if (total > LARGEST) {
                throw new IOException(file + " unpacks to more than " + (LARGEST >> 20) + " MiB: use another kernel");
            }
            out.write(chunk, 0, count);
            count = kernel.readNBytes(chunk, 0, chunk.length);
        }
    }

    private byte[] payload() throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException(file + " has more than " + (LARGEST >> 20) + " MiB: use another kernel");
        }
        byte[] image = Files.readAllBytes(file);
        ByteBuffer header = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        if (image.length < PAYLOAD_LENGTH + 4 || Short.toUnsignedInt(header.getShort(VERSION)) < OLDEST) {
            throw new IOException(file + " is no bzImage of boot protocol 2.08 or later: use another kernel");
        }
        // boot.rst: "For backwards compatibility, if the setup_sects field contains 0, the real value is 4."
        int sectors = Byte.toUnsignedInt(image[SETUP_SECTS]);
        long from = (sectors == 0 ? 5L : sectors + 1L) * SECTOR + Integer.toUnsignedLong(header.getInt(PAYLOAD_OFFSET));
        long length = Integer.toUnsignedLong(header.getInt(PAYLOAD_LENGTH));
        if (length < 8 || from + length > image.length) {
            throw new IOException(file + " says that its kernel is at " + from + ", " + length
                    + " bytes long, which is behind its end: it is damaged: install it again");
        }
        return Arrays.copyOfRange(image, (int) from, (int) (from + length));
    }
}
