package hangari.linux;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A path as the kernel has it: bytes, whatever they spell.
 *
 * <pre>{@code
 * RawPath.of("etc/한글").toString(); // etc/한글
 * RawPath.of(new byte[] {'a', (byte) 0xff, '\n'}).toString(); // a\xff\x0a
 * }</pre>
 *
 * <p>path_resolution(7) knows two special bytes, NUL and '/'; all others are the business of who reads them. A Java
 * string would lose those that are no UTF-8.
 *
 * @param latin1 each character is one byte of the path
 */
public record RawPath(String latin1) implements Comparable<RawPath> {
    public RawPath {
        for (int i = 0; i < latin1.length(); i++) {
            if (latin1.charAt(i) == 0 || latin1.charAt(i) > 0xff) {
                throw new IllegalArgumentException(
                        "a path has bytes from 1 to 255, this one has " + (int) latin1.charAt(i) + " at position " + i);
            }
        }
    }

    /** The path of these bytes, none of which is NUL. */
    public static RawPath of(byte[] bytes) {
        return new RawPath(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    /** The path that a text spells in UTF-8. */
    public static RawPath of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Of a path that Java knows. */
    public static RawPath of(Path path) {
        return of(path.toString());
    }

    /** How many bytes it has. */
    public int length() {
        return latin1.length();
    }

    /** Its bytes, without the NUL that ends them in C. */
    public byte[] bytes() {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public int compareTo(RawPath other) {
        return latin1.compareTo(other.latin1);
    }

    /** On one line, for people: what is neither UTF-8 nor printable is written as {@code \xff}. */
    @Override
    public String toString() {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            text = latin1;
        }
        boolean utf8 = !text.equals(latin1);
        var line = new StringBuilder();
        text.codePoints().forEach(character -> {
            boolean control = Character.isISOControl(character) || Character.getType(character) == Character.FORMAT;
            if (control || (!utf8 && character > 0x7e)) {
                line.append(String.format(character > 0xff ? "\\u%04x" : "\\x%02x", character));
            } else {
                line.appendCodePoint(character);
            }
        });
        return line.toString();
    }
}
