package hangari.image.tar;

import hangari.linux.RawPath;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** The fields of one header of 512 bytes. Source: tar(5), "POSIX ustar Archives" and "GNU Tar Archives". */
final class HeaderBlock {
    static final int SIZE = 512;

    private static final int CHECKSUM = 148;
    private static final int CHECKSUM_END = 156;

    private final byte[] block;

    HeaderBlock(byte[] block) {
        this.block = block;
    }

    /** Whether all of it is zero, as at the end of an archive. */
    boolean isZero() {
        for (byte octet : block) {
            if (octet != 0) {
                return false;
            }
        }
        return true;
    }

    // tar(5): "the sum of all the bytes in the header with the checksum field itself taken to be spaces"; "some
    // implementations have used signed characters": both sums are right.
    void verify() throws TarFault {
        long unsigned = 0;
        long signed = 0;
        for (int i = 0; i < SIZE; i++) {
            boolean inside = i >= CHECKSUM && i < CHECKSUM_END;
            unsigned += inside ? ' ' : block[i] & 0xff;
            signed += inside ? ' ' : block[i];
        }
        long said = number(CHECKSUM, 8, "checksum");
        if (said != unsigned && said != signed) {
            throw new TarFault("a header has the checksum " + unsigned + " and says " + said);
        }
    }

    char type() {
        return (char) (block[156] & 0xff);
    }

    RawPath name() {
        String prefix = isUstar() ? text(345, 155) : "";
        String name = text(0, 100);
        return new RawPath(prefix.isEmpty() ? name : prefix + "/" + name);
    }

    RawPath link() {
        return new RawPath(text(157, 100));
    }

    private boolean isUstar() {
        return new String(block, 257, 6, StandardCharsets.ISO_8859_1).equals("ustar\0");
    }

    long mode() throws TarFault {
        return number(100, 8, "mode");
    }

    long uid() throws TarFault {
        return number(108, 8, "uid");
    }

    long gid() throws TarFault {
        return number(116, 8, "gid");
    }

    long size() throws TarFault {
        return number(124, 12, "size");
    }

    long modified() throws TarFault {
        return number(136, 12, "mtime");
    }

    long major() throws TarFault {
        return number(329, 8, "device number");
    }

    long minor() throws TarFault {
        return number(337, 8, "device number");
    }

    /** Up to the first NUL. */
    private String text(int offset, int length) {
        String field = new String(block, offset, length, StandardCharsets.ISO_8859_1);
        int end = field.indexOf('\0');
        return end < 0 ? field : field.substring(0, end);
    }

    /** A number as text in base 8 or, where its first bit is set, as a number in base 256 (GNU, star). */
    long number(int offset, int length, String what) throws TarFault {
        if ((block[offset] & 0x80) != 0) {
            return binary(offset, length, what);
        }
        String field = new String(block, offset, length, StandardCharsets.ISO_8859_1);
        String digits = field.replace('\0', ' ').strip();
        if (digits.isEmpty()) {
            return 0;
        }
        try {
            if (digits.charAt(0) >= '0') { // no sign
                return Long.parseLong(digits, 8);
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new TarFault("the " + what + " \"" + new RawPath(field.replace('\0', ' ')) + "\" is no octal number");
    }

    private long binary(int offset, int length, String what) throws TarFault {
        byte[] digits = java.util.Arrays.copyOfRange(block, offset, offset + length);
        // the first bit says that it is binary, the second is the sign
        digits[0] = (byte) ((digits[0] & 0x40) != 0 ? digits[0] | 0x80 : digits[0] & 0x7f);
        try {
            return new BigInteger(digits).longValueExact();
        } catch (ArithmeticException e) {
            throw new TarFault("the " + what + " has more than 63 bits");
        }
    }

    /** Whether a field of one byte is set. */
    boolean isSet(int offset) {
        return block[offset] != 0;
    }
}
