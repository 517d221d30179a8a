package hangari.image.oci;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import hangari.image.ImageException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The SHA-256 of some content, by which the content is named.
 *
 * <pre>{@code
 * Digest digest = Digest.of("hello\n".getBytes(UTF_8));
 * digest.toString(); // sha256:5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03
 * Digest.parse(digest.toString()).equals(digest);
 * }</pre>
 *
 * <p>Source: OCI image specification, descriptor.md, "Digests".
 *
 * @param hex the 64 lower-case hexadecimal digits
 */
public record Digest(String hex) {
    private static final String PREFIX = "sha256:";
    private static final Pattern HEX = Pattern.compile("[a-f0-9]{64}");

    public Digest {
        // descriptor.md, SHA-256: "the encoded portion MUST match /[a-f0-9]{64}/"
        if (!HEX.matcher(hex).matches()) {
            throw new ImageException(
                    "bad digest " + Quoted.of(PREFIX + hex) + ": after sha256: come 64 digits of 0-9 and a-f");
        }
    }

    /**
     * Reads a digest as it is written in documents and references.
     *
     * @throws ImageException if it is none, or one of another algorithm
     */
    @JsonCreator
    public static Digest parse(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new ImageException(
                    "bad digest " + Quoted.of(text) + ": only sha256 is supported, as in sha256:5891…");
        }
        return new Digest(text.substring(PREFIX.length()));
    }

    /** The digest of this content. */
    public static Digest of(byte[] content) {
        MessageDigest hash = sha256();
        hash.update(content);
        return of(hash);
    }

    /** What a hash has come to; it begins anew. */
    public static Digest of(MessageDigest hash) {
        return new Digest(HexFormat.of().formatHex(hash.digest()));
    }

    /** A hash that has seen nothing yet. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The first twelve digits, as Docker shows them. */
    public String abbreviated() {
        return hex.substring(0, 12);
    }

    @Override
    @JsonValue
    public String toString() {
        return PREFIX + hex;
    }
}
