package hangari.image.tar;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * An archive made by hand, of members that no honest program writes.
 *
 * <p>Names have one character for each byte. What {@link #dressed} and {@link #numbered} say holds for all members after.
 */
public final class TestTar {
    private static final int BLOCK = 512;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private String mode = "0000644";
    private String directoryMode =
            "0000755"; // a directory that nobody may search would hide its files from their owner
    private String uid = "0000000";
    private String gid = "0000000";
    private String major = "";
    private String minor = "";

    public TestTar file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    public TestTar file(String name, byte[] content) {
        return member(name, '0', "", content);
    }

    public TestTar directory(String name) {
        return member(name, '5', "", new byte[0]);
    }

    public TestTar symlink(String name, String target) {
        return member(name, '2', target, new byte[0]);
    }

    public TestTar link(String name, String target) {
        return member(name, '1', target, new byte[0]);
    }

    public TestTar member(String name, char flag, String target, byte[] content) {
        return header(name, flag, target, String.format("%011o", content.length))
                .raw(content);
    }

    /** Permissions and owner, in octal digits or whatever else. */
    public TestTar dressed(String mode, String uid, String gid) {
        this.mode = mode;
        this.directoryMode = mode;
        this.uid = uid;
        this.gid = gid;
        return this;
    }

    /** The numbers of a device, in octal digits or whatever else. */
    public TestTar numbered(String major, String minor) {
        this.major = major;
        this.minor = minor;
        return this;
    }

    /** A pax header for the next member. */
    public TestTar pax(String... keysAndValues) {
        return member("pax", 'x', "", records(keysAndValues));
    }

    /** pax(1): "%d %s=%s\n", and the length counts itself. */
    public static byte[] records(String... keysAndValues) {
        var records = new StringBuilder();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            String rest = " " + keysAndValues[i] + "=" + keysAndValues[i + 1] + "\n";
            int length = rest.length() + 1;
            while (length != rest.length() + Integer.toString(length).length()) {
                length++;
            }
            records.append(length).append(rest);
        }
        return latin1(records.toString());
    }

    /** A header alone, with a size that may be anything. */
    public TestTar header(String name, char flag, String target, String size) {
        out.writeBytes(headerBlock(name, flag, target, size));
        return this;
    }

    private byte[] headerBlock(String name, char flag, String target, String size) {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, flag == '5' ? directoryMode : mode);
        put(header, 108, uid);
        put(header, 116, gid);
        put(header, 124, size);
        put(header, 136, "00000000000");
        put(header, 156, String.valueOf(flag));
        put(header, 157, target);
        put(header, 257, "ustar\00000");
        put(header, 329, major);
        put(header, 337, minor);
        return summed(header);
    }

    /** The header of a sparse file in GNU's old form, with its pieces as octal digits: offset, length, … */
    public TestTar sparse(String name, String stored, String size, String... pieces) {
        byte[] header = headerBlock(name, 'S', "", stored);
        put(header, 257, "ustar  \0");
        for (int i = 0; i < pieces.length; i++) {
            put(header, 386 + 12 * i, pieces[i]);
        }
        put(header, 483, size);
        out.writeBytes(summed(header));
        return this;
    }

    private static byte[] summed(byte[] header) {
        put(header, 148, "        ");
        int sum = 0;
        for (byte octet : header) {
            sum += octet & 0xff;
        }
        put(header, 148, String.format("%06o\0 ", sum));
        return header;
    }

    /** Bytes as they are, padded to a block. */
    public TestTar raw(byte[] content) {
        out.writeBytes(content);
        out.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
        return this;
    }

    /** What there is so far. */
    public byte[] unfinished() {
        return out.toByteArray();
    }

    public byte[] bytes() {
        out.writeBytes(new byte[2 * BLOCK]);
        return out.toByteArray();
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = latin1(text);
        System.arraycopy(bytes, 0, header, at, Math.min(bytes.length, 100));
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
