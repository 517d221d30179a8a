package hangari.cli.text;

/** How wide a text is on a terminal: Hangul and its like take two columns. */
public final class Columns {
    private Columns() {}

    // Unicode Standard Annex #11, "East Asian Wide": the blocks from Hangul Jamo on that our languages use.
    public static int of(String text) {
        return text.codePoints().map(point -> isWide(point) ? 2 : 1).sum();
    }

    private static boolean isWide(int point) {
        return (point >= 0x1100 && point <= 0x115F)
                || (point >= 0x2E80 && point <= 0xA4CF)
                || (point >= 0xAC00 && point <= 0xD7A3)
                || (point >= 0xFF00 && point <= 0xFF60);
    }

    /** The text with spaces behind it, up to this width. */
    public static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - of(text)));
    }
}
