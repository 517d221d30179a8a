package hangari.cli.container;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Locale;

/**
 * The keys by which one leaves a container without ending it, looked for among all that is typed.
 *
 * <p>Keys that may be the beginning of the sequence are held back until it is known that they are not.
 */
final class DetachKeys {
    /** Docker's. */
    static final String DEFAULT = "ctrl-p,ctrl-q";

    private final byte[] sequence;
    private int matched;

    private DetachKeys(byte[] sequence) {
        this.sequence = sequence;
    }

    /**
     * Reads keys as {@code --detach-keys} takes them: single characters, or {@code ctrl-} and a letter or one of
     * {@code @ [ \ ] ^ _}, with commas between; empty for none.
     *
     * @throws IllegalArgumentException if they are none
     */
    static DetachKeys parse(String text) {
        var sequence = new ByteArrayOutputStream();
        if (!text.isEmpty()) {
            for (String key : text.split(",", -1)) {
                sequence.write(code(text, key));
            }
        }
        return new DetachKeys(sequence.toByteArray());
    }

    private static int code(String text, String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        if (key.length() == 1 && key.charAt(0) < 0x7F) {
            return key.charAt(0);
        }
        // ascii(7): a control character is the character 64 places above, less 64
        if (lower.matches("ctrl-[a-z@\\[\\\\\\]^_]")) {
            return lower.toUpperCase(Locale.ROOT).charAt(5) - 64;
        }
        throw new IllegalArgumentException("bad detach keys \"" + text
                + "\": use single characters and ctrl-LETTER, with commas between, such as " + DEFAULT);
    }

    /** What of the keys is passed on. */
    byte[] pass(byte[] typed) {
        var passed = new ByteArrayOutputStream();
        for (byte key : typed) {
            if (isComplete()) {
                break;
            }
            while (matched > 0 && sequence[matched] != key) {
                passed.writeBytes(release());
            }
            if (sequence.length > 0 && sequence[matched] == key) {
                matched++;
            } else {
                passed.write(key);
            }
        }
        return passed.toByteArray();
    }

    /** Gives up as many of the keys held back as cannot be the sequence's beginning any more. */
    private byte[] release() {
        byte[] held = Arrays.copyOf(sequence, matched);
        int kept = matched - 1;
        while (kept > 0 && !Arrays.equals(held, matched - kept, matched, sequence, 0, kept)) {
            kept--;
        }
        int given = matched - kept;
        matched = kept;
        return Arrays.copyOf(held, given);
    }

    /** Whether the whole sequence was typed. */
    boolean isComplete() {
        return sequence.length > 0 && matched == sequence.length;
    }
}
