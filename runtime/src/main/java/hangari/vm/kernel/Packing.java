package hangari.vm.kernel;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** How a kernel or a module is packed, by the bytes with which it begins. */
enum Packing {
    NONE(0x7f, 'E', 'L', 'F') {
        @Override
        InputStream open(InputStream packed) {
            return packed;
        }
    },
    GZIP(0x1f, 0x8b) {
        @Override
        InputStream open(InputStream packed) throws IOException {
            return new GZIPInputStream(packed);
        }
    },
    ZSTD(0x28, 0xb5, 0x2f, 0xfd) {
        @Override
        InputStream open(InputStream packed) throws IOException {
            return new ZstdInputStream(packed);
        }
    },
    XZ(0xfd, '7', 'z', 'X', 'Z') {
        @Override
        InputStream open(InputStream packed) throws IOException {
            return program(packed, "xz", "--decompress", "--stdout", "--single-stream");
        }
    },
    LZ4_LEGACY(0x02, 0x21, 0x4c, 0x18) {
        @Override
        InputStream open(InputStream packed) throws IOException {
            return new LegacyLz4(packed);
        }
    };

    private final byte[] magic;

    Packing(int... magic) {
        this.magic = new byte[magic.length];
        for (int i = 0; i < magic.length; i++) {
            this.magic[i] = (byte) magic[i];
        }
    }

    /** What comes out of it. */
    abstract InputStream open(InputStream packed) throws IOException;

    /**
     * The one that begins so.
     *
     * @throws IOException if none does
     */
    static Packing of(byte[] start) throws IOException {
        for (Packing packing : values()) {
            int length = packing.magic.length;
            if (start.length >= length && Arrays.equals(start, 0, length, packing.magic, 0, length)) {
                return packing;
            }
        }
        throw new IOException("it is packed by something other than gzip, xz, zstd or lz4: use another kernel");
    }

    private static InputStream program(InputStream packed, String... command) throws IOException {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new IOException(
                    "it is packed by " + command[0] + ", which is not installed: apt-get install xz-utils", e);
        }
        Thread feeder = new Thread(() -> feed(packed, process.getOutputStream()), "hangari-unpack");
        feeder.setDaemon(true);
        feeder.start();
        return new BufferedInputStream(process.getInputStream());
    }

    private static void feed(InputStream packed, OutputStream in) {
        // The payload has four bytes behind its end, at which the program may close.
        try (in) {
            packed.transferTo(in);
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains("Broken pipe")) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
