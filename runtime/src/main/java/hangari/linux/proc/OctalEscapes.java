package hangari.linux.proc;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Undoes the octal escapes that keep a field of {@code /proc} on one line and in one word. */
final class OctalEscapes {
    private OctalEscapes() {}

    // proc_pid_mounts(5), getmntent(3): "these characters are encoded": space \040, tab \011, newline \012,
    // backslash \134; mountinfo also encodes '#' as \043. Whatever is not an escape stands for itself.
    static String decode(String field) {
        if (field.indexOf('\\') < 0) {
            return field;
        }
        byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream(bytes.length);
        for (int at = 0; at < bytes.length; at++) {
            if (isEscape(bytes, at)) {
                out.write((bytes[at + 1] - '0') << 6 | (bytes[at + 2] - '0') << 3 | (bytes[at + 3] - '0'));
                at += 3;
            } else {
                out.write(bytes[at]);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static boolean isEscape(byte[] bytes, int at) {
        return bytes[at] == '\\'
                && at + 3 < bytes.length
                && bytes[at + 1] >= '0'
                && bytes[at + 1] <= '3'
                && isOctal(bytes[at + 2])
                && isOctal(bytes[at + 3]);
    }

    private static boolean isOctal(byte digit) {
        return digit >= '0' && digit <= '7';
    }
}
