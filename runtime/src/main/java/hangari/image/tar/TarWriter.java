package hangari.image.tar;

import hangari.linux.RawPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes an archive, the same members always as the same bytes.
 *
 * <pre>{@code
 * var tar = new TarWriter(out);
 * tar.put(TarMember.file(RawPath.of("motd"), 0644, 5, Instant.EPOCH), content -> content.write(hello));
 * tar.finish();
 * }</pre>
 *
 * <p>A header has numbers of seven and eleven octal digits and a name of a hundred bytes; what does not fit stands in a
 * pax header before it. No name of a user is written, and no time but that of the last change, in whole seconds.
 * Source: pax(1).
 */
public final class TarWriter implements MemberSink {
    private static final int BLOCK = 512;
    private static final int LONGEST_NAME = 100;
    private static final long LARGEST_ID = 07777777;
    private static final long LARGEST = 077777777777L;

    private final OutputStream out;

    public TarWriter(OutputStream out) {
        this.out = out;
    }

    /** Writes the content of a member. */
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Adds a member that has no content. */
    public void put(TarMember member) throws IOException {
        put(member, none -> {});
    }

    /**
     * Adds a member.
     *
     * @throws IOException if the content is not as long as the member says, or cannot be written
     */
    @Override
    public void put(TarMember member, Content content) throws IOException {
        TarMember named = withSlash(member);
        SortedMap<RawPath, byte[]> extended = extended(named);
        if (!extended.isEmpty()) {
            putExtended(named, extended);
        }
        out.write(header(named, named.type().flag(), named.bytes()));
        var exact = new ExactOutput(out, named);
        content.writeTo(exact);
        exact.end();
        pad(named.bytes());
    }

    /** Ends the archive; the stream is not closed. */
    public void finish() throws IOException {
        // pax(1): "At the end of the archive file there shall be two 512-byte logical records filled with binary zeros"
        out.write(new byte[2 * BLOCK]);
        out.flush();
    }

    // Every tar has always written a directory's name so.
    private static TarMember withSlash(TarMember member) {
        if (member.type() != TarMember.Type.DIRECTORY || member.name().latin1().endsWith("/")) {
            return member;
        }
        return new TarMember(
                new RawPath(member.name().latin1() + "/"),
                member.type(),
                member.mode(),
                member.uid(),
                member.gid(),
                member.bytes(),
                member.modified(),
                member.target(),
                member.device(),
                member.attributes());
    }

    private static SortedMap<RawPath, byte[]> extended(TarMember member) {
        SortedMap<RawPath, byte[]> records = new TreeMap<>();
        path(records, "path", member.name());
        path(records, "linkpath", member.target());
        number(records, "size", member.bytes(), LARGEST);
        number(records, "uid", member.uid(), LARGEST_ID);
        number(records, "gid", member.gid(), LARGEST_ID);
        number(records, "mtime", member.modified().getEpochSecond(), LARGEST);
        member.attributes().forEach((name, value) -> records.put(new RawPath("SCHILY.xattr." + name.latin1()), value));
        return records;
    }

    // A short name that is no UTF-8 stays in the header: pax(1) wants UTF-8 in a record, and readers insist on it.
    private static void path(Map<RawPath, byte[]> records, String key, RawPath path) {
        boolean ascii = path.latin1().chars().allMatch(octet -> octet < 0x80);
        boolean fits = path.length() <= LONGEST_NAME;
        if (!fits || (!ascii && isUtf8(path))) {
            records.put(new RawPath(key), path.bytes());
        }
    }

    private static boolean isUtf8(RawPath path) {
        return RawPath.of(new String(path.bytes(), StandardCharsets.UTF_8)).equals(path);
    }

    private static void number(Map<RawPath, byte[]> records, String key, long value, long largest) {
        if (value < 0 || value > largest) {
            records.put(new RawPath(key), Long.toString(value).getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void putExtended(TarMember member, SortedMap<RawPath, byte[]> extended) throws IOException {
        var records = new ByteArrayOutputStream();
        for (Map.Entry<RawPath, byte[]> entry : extended.entrySet()) {
            record(records, entry.getKey(), entry.getValue());
        }
        String name = "PaxHeaders.0/" + member.name().latin1().replaceAll("[^ -~]", "_");
        TarMember carrier = TarMember.file(
                new RawPath(name.substring(0, Math.min(name.length(), LONGEST_NAME - 1))
                        .replaceAll("/+$", "")),
                0644,
                records.size(),
                Instant.EPOCH);
        out.write(header(carrier, 'x', records.size()));
        records.writeTo(out);
        pad(records.size());
    }

    // pax(1): "%d %s=%s\n", <length>, <keyword>, <value>; the length counts its own digits.
    private static void record(ByteArrayOutputStream to, RawPath key, byte[] value) {
        int rest = 1 + key.length() + 1 + value.length + 1;
        int length = rest + digits(rest);
        length = rest + digits(length);
        to.writeBytes((length + " ").getBytes(StandardCharsets.US_ASCII));
        to.writeBytes(key.bytes());
        to.write('=');
        to.writeBytes(value);
        to.write('\n');
    }

    private static int digits(int number) {
        return Integer.toString(number).length();
    }

    private static byte[] header(TarMember member, char flag, long bytes) {
        byte[] header = new byte[BLOCK];
        put(header, 0, LONGEST_NAME, member.name().bytes());
        octal(header, 100, 7, member.mode());
        octal(header, 108, 7, Math.min(member.uid(), LARGEST_ID));
        octal(header, 116, 7, Math.min(member.gid(), LARGEST_ID));
        octal(header, 124, 11, Math.min(bytes, LARGEST));
        octal(header, 136, 11, Math.max(0, Math.min(member.modified().getEpochSecond(), LARGEST)));
        header[156] = (byte) flag;
        put(header, 157, LONGEST_NAME, member.target().bytes());
        put(header, 257, 8, "ustar\00000".getBytes(StandardCharsets.US_ASCII));
        octal(header, 329, 7, member.device().major());
        octal(header, 337, 7, member.device().minor());
        checksum(header);
        return header;
    }

    // pax(1), chksum: "the simple sum of all octets in the header … as if it were filled with space characters"
    private static void checksum(byte[] header) {
        int sum = 8 * ' ';
        for (byte octet : header) {
            sum += octet & 0xff;
        }
        octal(header, 148, 6, sum);
        header[155] = ' ';
    }

    private static void octal(byte[] header, int at, int digits, long value) {
        put(header, at, digits, String.format("%0" + digits + "o", value).getBytes(StandardCharsets.US_ASCII));
    }

    private static void put(byte[] header, int at, int room, byte[] value) {
        System.arraycopy(value, 0, header, at, Math.min(room, value.length));
    }

    private void pad(long bytes) throws IOException {
        out.write(new byte[(int) ((BLOCK - bytes % BLOCK) % BLOCK)]);
    }

    /** Takes as many bytes as the header has promised, no more and no fewer. */
    private static final class ExactOutput extends OutputStream {
        private final OutputStream out;
        private final TarMember member;
        private long left;

        ExactOutput(OutputStream out, TarMember member) {
            this.out = out;
            this.member = member;
            this.left = member.bytes();
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (length > left) {
                throw new IOException(member.name() + " has more than its " + member.bytes() + " bytes: "
                        + "it was changed while it was read: stop who writes it");
            }
            out.write(bytes, offset, length);
            left -= length;
        }

        void end() throws IOException {
            if (left > 0) {
                throw new IOException(member.name() + " lacks " + left + " of its " + member.bytes()
                        + " bytes: it was changed while it was read: stop who writes it");
            }
        }
    }
}
