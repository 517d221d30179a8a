package hangari.cli.image;

import java.util.Locale;

/** A number of bytes as docker writes it: four digits, and units of a thousand. */
public final class Size {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

    private Size() {}

    /** Such as {@code 12.34MB}. */
    public static String of(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1000 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        // %.4g of C drops the zeros at the end, Java's does not
        String digits = String.format(Locale.ROOT, value >= 100 ? "%.1f" : value >= 10 ? "%.2f" : "%.3f", value);
        return digits.replaceFirst("\\.?0+$", "") + UNITS[unit];
    }
}
