package hangari.cli.text;

import java.util.Locale;

/** A number of bytes as docker writes it. */
public final class Size {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
    private static final String[] BINARY = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private Size() {}

    /** Such as {@code 12.34MB}: four digits, and units of a thousand. */
    public static String of(long bytes) {
        return of(bytes, 1000, UNITS);
    }

    /** Such as {@code 12.34MiB}: four digits, and units of 1024. */
    public static String binary(long bytes) {
        return of(bytes, 1024, BINARY);
    }

    private static String of(long bytes, int step, String[] units) {
        double value = bytes;
        int unit = 0;
        while (value >= step && unit < units.length - 1) {
            value /= step;
            unit++;
        }
        // %.4g of C drops the zeros at the end, Java's does not
        int decimals = value >= 1000 ? 0 : value >= 100 ? 1 : value >= 10 ? 2 : 3;
        String digits = String.format(Locale.ROOT, "%." + decimals + "f", value);
        return (decimals == 0 ? digits : digits.replaceFirst("\\.?0+$", "")) + units[unit];
    }
}
