package hangari.image.archive;

import hangari.image.BulkInputStream;
import hangari.linux.RawPath;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Goes through an archive from somebody else, member by member, within limits: for what is in it, not for making files.
 *
 * <p>Source: pax(1), "ustar Interchange Format" and "pax Header Block"; GNU tar's manual, "Basic Tar Format", for its
 * long names, its numbers of base 256 and its sparse files.
 */
final class MemberReader {
    private static final int BLOCK = 512;
    private static final int LONGEST_EXTENSION = 1024 * 1024;
    private static final int LONGEST_NAME = 4096;
    private static final long LARGEST = 1L << 60;
    private static final int MOST_EXTENSIONS = 8; // before one member

    private final InputStream in;
    private final long mostMembers;
    private long members;
    private long left;
    private long position;

    /** @param mostMembers how many there may be */
    MemberReader(InputStream in, long mostMembers) {
        this.in = in;
        this.mostMembers = mostMembers;
    }

    /** The next member; empty at the end of the archive. What is left of the one before is skipped. */
    Optional<Member> next() throws IOException {
        skip(left);
        Map<String, String> extended = new HashMap<>();
        for (int i = 0; i < MOST_EXTENSIONS; i++) {
            byte[] header = block();
            if (isZero(header)) {
                return Optional.empty();
            }
            verify(header);
            if (!extend(extended, header)) {
                return Optional.of(member(header, extended));
            }
        }
        throw new IOException(
                "more than " + MOST_EXTENSIONS + " headers stand before one member: do not trust who made it");
    }

    /** Where in the archive the content of this member begins. */
    long position() {
        return position;
    }

    /** What this member holds; read it before the next is asked for. */
    InputStream content(Member member) {
        return new Content(member.bytes());
    }

    private Member member(byte[] header, Map<String, String> extended) throws IOException {
        if (++members > mostMembers) {
            throw new IOException("more than " + mostMembers + " members: do not trust who made it");
        }
        String name = Optional.ofNullable(extended.get("GNU.sparse.name"))
                .or(() -> Optional.ofNullable(extended.get("path")))
                .orElseGet(() -> name(header));
        String size = extended.getOrDefault("size", "");
        long bytes = size.isEmpty() ? number(header, 124, 12) : decimal(size);
        char flag = (char) (header[156] & 0xff);
        Member.Type type = type(flag, name);
        boolean empty = type != Member.Type.FILE && flag != 'S';
        if (flag == 'S') {
            skipSparseMap(header);
        }
        left = empty ? 0 : padded(bytes);
        String target = extended.getOrDefault("linkpath", text(header, 157, 100));
        return new Member(plain(name), type, empty ? 0 : bytes, printable(target));
    }

    private static Member.Type type(char flag, String name) {
        return switch (flag) {
            case '0', '7', 'S' -> Member.Type.FILE;
            case 0 -> name.endsWith("/") ? Member.Type.DIRECTORY : Member.Type.FILE;
            case '1' -> Member.Type.HARD_LINK;
            case '2' -> Member.Type.SYMLINK;
            case '5' -> Member.Type.DIRECTORY;
            default -> Member.Type.OTHER;
        };
    }

    /** Takes in what extends the next header; false if this is the header of a member. */
    private boolean extend(Map<String, String> extended, byte[] header) throws IOException {
        switch (header[156]) {
            case 'x' -> records(extended, extension(header));
            case 'g' -> extension(header); // of all that follow: comments, as git archive writes them
            case 'L' -> extended.put("path", untilNul(extension(header)));
            case 'K' -> extended.put("linkpath", untilNul(extension(header)));
            default -> {
                return false;
            }
        }
        return true;
    }

    private byte[] extension(byte[] header) throws IOException {
        long bytes = number(header, 124, 12);
        if (bytes > LONGEST_EXTENSION) {
            throw new IOException("a header is extended by " + bytes + " bytes, at most " + LONGEST_EXTENSION
                    + " are read: do not trust who made it");
        }
        byte[] content = in.readNBytes((int) bytes);
        position += content.length;
        if (content.length < bytes) {
            throw truncated();
        }
        skip(padded(bytes) - bytes);
        return content;
    }

    // pax(1): "%d %s=%s\n", <length>, <keyword>, <value>
    private static void records(Map<String, String> into, byte[] content) throws IOException {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        int at = 0;
        while (at < text.length()) {
            int space = text.indexOf(' ', at);
            int equals = text.indexOf('=', at);
            long length = space < 0 ? -1 : decimal(text.substring(at, space));
            if (length < 5
                    || equals < space
                    || length > text.length() - at
                    || text.charAt(at + (int) length - 1) != '\n') {
                throw new IOException("a pax header is not as pax(1) has it: do not trust who made it");
            }
            into.put(text.substring(space + 1, equals), text.substring(equals + 1, at + (int) length - 1));
            at += (int) length;
        }
    }

    // GNU: a byte says that another block of the map follows
    private void skipSparseMap(byte[] header) throws IOException {
        boolean more = header[482] != 0;
        for (int i = 0; more; i++) {
            if (i > 10_000) {
                throw new IOException("a sparse file has too many pieces: do not trust who made it");
            }
            more = block()[504] != 0;
        }
    }

    private static String name(byte[] header) {
        String name = text(header, 0, 100);
        boolean ustar = text(header, 257, 5).equals("ustar") && header[262] == 0;
        String prefix = ustar ? text(header, 345, 155) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static String plain(String name) throws IOException {
        String plain = name.replaceAll("^(\\./+)+|/+$", "").replaceAll("//+", "/");
        if (plain.length() > LONGEST_NAME) {
            throw new IOException("a member's name has " + plain.length() + " bytes: do not trust who made it");
        }
        return printable(plain.equals(".") ? "" : plain);
    }

    private static String printable(String latin1) {
        return new RawPath(latin1.replace("\0", "")).toString();
    }

    private static String text(byte[] header, int at, int room) {
        return untilNul(Arrays.copyOfRange(header, at, at + room));
    }

    private static String untilNul(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    // GNU: where the first bit is set, the rest is a number of base 256; else octal digits, with spaces or NULs about
    private static long number(byte[] header, int at, int room) throws IOException {
        if ((header[at] & 0x80) != 0) {
            long value = header[at] & 0x7f;
            for (int i = at + 1; i < at + room; i++) {
                if (value >>> 55 != 0) {
                    throw new IOException("a number in a header is too large: do not trust who made it");
                }
                value = value << 8 | (header[i] & 0xff);
            }
            return value;
        }
        String digits = text(header, at, room).strip();
        if (!digits.matches("[0-7]{0,20}")) {
            throw new IOException("a number in a header is none: it is no tar archive, or was damaged");
        }
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }

    private static long decimal(String digits) throws IOException {
        if (!digits.matches("[0-9]{1,18}")) {
            throw new IOException("a number in a pax header is none: do not trust who made it");
        }
        return Long.parseLong(digits);
    }

    private static void verify(byte[] header) throws IOException {
        long sum = 8 * ' ';
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? 0 : header[i] & 0xff;
        }
        if (sum != number(header, 148, 8)) {
            throw new IOException("a header's checksum is wrong: it is no tar archive, or was damaged");
        }
    }

    private static boolean isZero(byte[] header) {
        return Arrays.equals(header, new byte[BLOCK]);
    }

    private static long padded(long bytes) throws IOException {
        if (bytes > LARGEST) {
            throw new IOException("a member is said to have " + bytes + " bytes: do not trust who made it");
        }
        return bytes + (BLOCK - bytes % BLOCK) % BLOCK;
    }

    private byte[] block() throws IOException {
        byte[] block = in.readNBytes(BLOCK);
        position += block.length;
        if (block.length < BLOCK) {
            throw truncated();
        }
        return block;
    }

    private void skip(long bytes) throws IOException {
        try {
            in.skipNBytes(bytes);
        } catch (EOFException e) {
            throw truncated();
        }
        position += bytes;
        left -= Math.min(left, bytes);
    }

    private static IOException truncated() {
        return new IOException("the archive ends before its end: it was cut off: make or copy it again");
    }

    /** The content of one member. */
    private final class Content extends BulkInputStream {
        private long rest;

        Content(long rest) {
            this.rest = rest;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (rest == 0) {
                return -1;
            }
            int count = in.read(bytes, offset, (int) Math.min(length, rest));
            if (count < 0) {
                throw truncated();
            }
            rest -= count;
            left -= count;
            position += count;
            return count;
        }
    }
}
