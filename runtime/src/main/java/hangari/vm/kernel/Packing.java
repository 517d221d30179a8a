package hangari.vm.kernel;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/** How a kernel or a module is packed, by the bytes with which it begins. */
enum Packing {
    NONE("\u007fELF") {
        @Override
        InputStream open(InputStream packed) {
            return packed;
        }
    },
    GZIP("\u001f\u008b") {
        @Override
        InputStream open(InputStream packed) throws IOException {
            return new GZIPInputStream(packed);
        }
    },
    ZSTD("(\u00b5/\u00fd") {
        @Override
        InputStream open(InputStream packed) throws IOException {
            return new ZstdInputStream(packed);
        }
    },
    XZ("\u00fd7zXZ") {
        @Override
        InputStream open(InputStream packed) throws IOException {
            return program(packed, "xz", "--decompress", "--stdout", "--single-stream");
        }
    },
    LZ4_LEGACY("\u0002!L\u0018") {
        @Override
        InputStream open(InputStream packed) throws IOException {
            return new LegacyLz4(packed);
        }
    };

    private static final int LONGEST = 8;

    /** Each character is a byte. */
    private final String magic;

    Packing(String magic) {
        this.magic = magic;
    }

    /** What comes out of it. */
    abstract InputStream open(InputStream packed) throws IOException;

    /**
     * The one that begins so.
     *
     * @throws IOException if none does
     */
    static Packing of(byte[] start) throws IOException {
        String text = new String(start, 0, Math.min(LONGEST, start.length), StandardCharsets.ISO_8859_1);
        for (Packing packing : values()) {
            if (text.startsWith(packing.magic)) {
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
