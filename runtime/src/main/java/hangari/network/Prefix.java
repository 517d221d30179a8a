package hangari.network;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * An IP address with the length of its network part, such as {@code 10.0.0.1/24}.
 *
 * @param length in bits
 */
public record Prefix(InetAddress address, int length) {
    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private static final Pattern ZEROS = Pattern.compile("(?:^|:)0(?::0)+(?::|$)");

    public Prefix {
        int bits = address.getAddress().length * Byte.SIZE;
        if (length < 0 || length > bits) {
            throw new IllegalArgumentException(
                    "prefix length " + length + " of " + address.getHostAddress() + " is not between 0 and " + bits);
        }
    }

    /** Reads {@code ADDRESS/LENGTH}; without a length it is the one address alone. */
    public static Prefix of(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            InetAddress address = address(text);
            return new Prefix(address, address.getAddress().length * Byte.SIZE);
        }
        String length = text.substring(slash + 1);
        if (!length.matches("[0-9]{1,3}")) {
            throw new IllegalArgumentException("\"" + text + "\" has no prefix length: write it as 10.0.0.1/24");
        }
        return new Prefix(address(text.substring(0, slash)), Integer.parseInt(length));
    }

    /** Reads an address that is written in figures; names are never looked up. */
    public static InetAddress address(String text) {
        try {
            if (IPV4.matcher(text).matches() || IPV6.matcher(text).matches()) {
                return InetAddress.getByName(text);
            }
        } catch (UnknownHostException e) {
            // Said below: it looked like one, but is not.
        }
        throw new IllegalArgumentException(
                "\"" + text + "\" is not an IP address: write one such as 10.0.0.1 or fd00::1");
    }

    /** An address of four or sixteen bytes. */
    public static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address of " + bytes.length + " bytes", e);
        }
    }

    byte[] bytes() {
        return address.getAddress();
    }

    /** Whether an address is in this network. */
    public boolean contains(InetAddress other) {
        byte[] ours = bytes();
        byte[] theirs = other.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < length; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if (((ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether the two networks have an address in common: then one holds the other. */
    public boolean overlaps(Prefix other) {
        return other.family() == family()
                && new Prefix(address, Math.min(length, other.length)).contains(other.address);
    }

    /** The address that comes so many behind this one; it may lie outside the network. */
    public InetAddress plus(int many) {
        byte[] bytes = bytes();
        long carry = many;
        for (int i = bytes.length - 1; i >= 0; i--) {
            carry += Byte.toUnsignedInt(bytes[i]);
            bytes[i] = (byte) carry;
            carry >>= Byte.SIZE;
        }
        return address(bytes);
    }

    /** The network itself: the address with nothing behind its network part. */
    public Prefix network() {
        byte[] bytes = bytes();
        for (int bit = length; bit < bytes.length * Byte.SIZE; bit++) {
            bytes[bit / Byte.SIZE] &= (byte) ~(0x80 >> bit % Byte.SIZE);
        }
        return new Prefix(address(bytes), length);
    }

    /** Source: {@code socket(2)}. */
    int family() {
        return family(address);
    }

    static int family(InetAddress address) {
        return address.getAddress().length == 4 ? Family.INET : Family.INET6;
    }

    /** RFC 5952, 4.2: the longest run of two or more zero groups, the first of equals, is written {@code ::}. */
    public static String text(InetAddress address) {
        String full = address.getHostAddress().replaceFirst("%.*", "");
        String longest = ZEROS.matcher(full)
                .results()
                .map(MatchResult::group)
                .reduce("", (one, other) -> other.length() > one.length() ? other : one);
        int at = full.indexOf(longest);
        return longest.isEmpty() ? full : full.substring(0, at) + "::" + full.substring(at + longest.length());
    }

    @Override
    public String toString() {
        return text(address) + "/" + length;
    }
}
