package hangari.image;

import java.util.Locale;

/** An amount of bytes as people read it. */
final class Bytes {
    private Bytes() {}

    /** Such as {@code 12 B}, {@code 1.5 KiB}, {@code 1.9 MiB}: powers of 1024, as their names say (IEC 80000-13). */
    static String text(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        double amount = bytes;
        int unit = -1;
        while (amount >= 1024 && unit < 4) {
            amount /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %ciB", amount, "KMGTP".charAt(unit));
    }
}
