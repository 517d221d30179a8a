package hangari.image.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** An archive made by hand, of members that no honest program writes. */
final class TestTar {
    private static final int BLOCK = 512;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    TestTar file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    TestTar file(String name, byte[] content) {
        return member(name, '0', "", content);
    }

    TestTar directory(String name) {
        return member(name, '5', "", new byte[0]);
    }

    TestTar symlink(String name, String target) {
        return member(name, '2', target, new byte[0]);
    }

    TestTar link(String name, String target) {
        return member(name, '1', target, new byte[0]);
    }

    TestTar member(String name, char flag, String target, byte[] content) {
        return header(name, flag, target, String.format("%011o", content.length))
                .raw(content);
    }

    /** A header alone, with a size that may be anything. */
    TestTar header(String name, char flag, String target, String size) {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, "0000644");
        put(header, 108, "0000000");
        put(header, 116, "0000000");
        put(header, 124, size);
        put(header, 136, "00000000000");
        put(header, 148, "        ");
        put(header, 156, String.valueOf(flag));
        put(header, 157, target);
        put(header, 257, "ustar\00000");
        int sum = 0;
        for (byte octet : header) {
            sum += octet & 0xff;
        }
        put(header, 148, String.format("%06o\0 ", sum));
        out.writeBytes(header);
        return this;
    }

    /** Bytes as they are, padded to a block. */
    TestTar raw(byte[] content) {
        out.writeBytes(content);
        out.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
        return this;
    }

    /** What there is so far. */
    byte[] unfinished() {
        return out.toByteArray();
    }

    byte[] bytes() {
        out.writeBytes(new byte[2 * BLOCK]);
        return out.toByteArray();
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, header, at, Math.min(bytes.length, 100));
    }
}
