package hangari.network.attach;

import hangari.network.Prefix;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What our things are called in the kernel. Each name follows from the state directory and the container's id, so that
 * what a killed process left is recognised, and what another state directory owns is left alone.
 *
 * @param tag four figures that stand for the state directory
 */
record Names(String tag) {
    static Names of(Path directory) {
        return new Names(hash(directory.toString()).substring(0, 4));
    }

    /** The table of nft. */
    String table() {
        return "hangari_" + tag;
    }

    /** The host's end of a container's cable; a name has at most 15 characters, IFNAMSIZ less its NUL. */
    String cable(String id) {
        return cables() + (id.matches("[0-9a-f]{12,}") ? id : hash(id)).substring(0, 8);
    }

    /** What the names of all cables begin with. */
    String cables() {
        return "hj" + tag;
    }

    /** The bridge of a network that somebody made. */
    String bridge(String network) {
        return bridges() + hash(network).substring(0, 8);
    }

    String bridges() {
        return "hb" + tag;
    }

    /**
     * A hardware address that follows from the IP address, so that a neighbour's memory of who had it before is right
     * still. IEEE 802: the bit 2 of the first byte says "locally administered".
     */
    static String hardware(InetAddress address) {
        byte[] ip = Prefix.text(address).contains(":") ? new byte[4] : address.getAddress();
        return "02:42:" + HexFormat.ofDelimiter(":").formatHex(ip);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // Java's documentation: each platform has SHA-256
        }
    }
}
