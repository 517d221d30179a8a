package hangari.vm.kvm;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The bytes that a machine finds at 0x7c00 and executes, as after a BIOS; and what they mean, where that is known.
 *
 * <p>It prints itself as a listing: address, bytes, assembly.
 */
public final class Guest {
    /** Where a guest begins: a PC's BIOS puts the first sector of a disk there. */
    public static final int ADDRESS = 0x7c00;

    private static final int COLUMN = 26;
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    private final List<Line> lines;

    private Guest(List<Line> lines) {
        this.lines = List.copyOf(lines);
    }

    /** Our own guest: it greets, reads a key and shows it, sleeps until a timer wakes it, and halts. */
    public static Guest tiny() {
        List<Line> lines = new ArrayList<>();
        int address = ADDRESS;
        for (String line : TinyGuest.LISTING.lines().toList()) {
            String hex = line.substring(0, Math.min(COLUMN, line.length())).strip();
            byte[] bytes = hex.isEmpty() ? new byte[0] : HEX.parseHex(hex);
            lines.add(new Line(address, bytes, line.substring(Math.min(COLUMN, line.length()))));
            address += bytes.length;
        }
        return new Guest(lines);
    }

    /** Any bytes; {@code 0xf4} is the shortest guest, which halts. */
    public static Guest of(int... bytes) {
        byte[] narrow = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            narrow[i] = (byte) bytes[i];
        }
        return of(narrow);
    }

    /** Any bytes, such as those of a file that an assembler wrote. */
    public static Guest of(byte[] bytes) {
        return new Guest(List.of(new Line(ADDRESS, bytes.clone(), "")));
    }

    /** Its bytes. */
    public byte[] bytes() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        lines.forEach(line -> all.writeBytes(line.bytes));
        return all.toByteArray();
    }

    /** With other bytes from an address of the listing on. */
    public Guest with(int address, int... bytes) {
        byte[] all = bytes();
        if (address < ADDRESS || address - ADDRESS > all.length - bytes.length) {
            throw new IllegalArgumentException("%d bytes at 0x%x: the guest is 0x%x to 0x%x"
                    .formatted(bytes.length, address, ADDRESS, ADDRESS + all.length - 1));
        }
        for (int i = 0; i < bytes.length; i++) {
            all[address - ADDRESS + i] = (byte) bytes[i];
        }
        return new Guest(lines.stream().map(line -> line.from(all)).toList());
    }

    /** With another text in the place of one it contains, as long as that in bytes. */
    public Guest replace(String text, String other) {
        byte[] before = text.getBytes(StandardCharsets.UTF_8);
        byte[] after = other.getBytes(StandardCharsets.UTF_8);
        // One byte, one character: an index of the one is an index of the other.
        int at = new String(bytes(), StandardCharsets.ISO_8859_1)
                .indexOf(new String(before, StandardCharsets.ISO_8859_1));
        if (at < 0) {
            throw new IllegalArgumentException("the guest does not contain \"" + text + "\"");
        }
        if (before.length != after.length) {
            throw new IllegalArgumentException(
                    "\"%s\" has %d bytes and \"%s\" has %d: nothing in a guest can move, give as many"
                            .formatted(text, before.length, other, after.length));
        }
        int[] bytes = new int[after.length];
        for (int i = 0; i < after.length; i++) {
            bytes[i] = after[i];
        }
        return with(ADDRESS + at, bytes);
    }

    /**
     * The instruction with which the guest stopped, if the listing tells: that at this address or the one before it, for
     * KVM counts on before some exits and after others.
     *
     * @param mnemonic what it must be, such as {@code out}
     */
    String instruction(int address, String mnemonic) {
        String found = "";
        for (Line line : lines) {
            boolean ends = line.address + line.bytes.length == address;
            boolean begins = line.address == address;
            if ((ends || (begins && found.isEmpty())) && line.does(mnemonic)) {
                found = line.code;
            }
        }
        return found;
    }

    /** The listing. */
    @Override
    public String toString() {
        return lines.stream().map(Line::toString).collect(Collectors.joining("\n"));
    }

    /** A line of the listing; the bytes may be none (a label), the text may be empty (bytes of unknown meaning). */
    private static final class Line {
        private final int address;
        private final byte[] bytes;
        private final String text;
        private final String code;

        Line(int address, byte[] bytes, String text) {
            this.address = address;
            this.bytes = bytes;
            this.text = text;
            int comment = text.indexOf('#');
            this.code = (comment < 0 ? text : text.substring(0, comment)).strip();
        }

        Line from(byte[] all) {
            byte[] mine = Arrays.copyOfRange(all, address - ADDRESS, address - ADDRESS + bytes.length);
            boolean same = Arrays.equals(mine, bytes);
            return new Line(address, mine, same ? text : "    .byte " + hex(mine) + "  # changed");
        }

        private static String hex(byte[] bytes) {
            return HexFormat.ofDelimiter(", ").withPrefix("0x").formatHex(bytes);
        }

        boolean does(String mnemonic) {
            return code.startsWith(mnemonic)
                    && (code.length() == mnemonic.length() || code.charAt(mnemonic.length()) == ' ');
        }

        @Override
        public String toString() {
            return "%x  %-24s%s".formatted(address, HEX.formatHex(bytes), text).stripTrailing();
        }
    }
}
