package hangari.lesson.model;

/**
 * A short, printable piece of a text that somebody else wrote: quoted, on one line, without control characters.
 *
 * <pre>{@code Excerpt.of("uid=0(root)\n")  // "uid=0(root)\n", in quotation marks}</pre>
 */
public final class Excerpt {
    /** The most characters that are shown. */
    public static final int LONGEST = 60;

    private Excerpt() {}

    /** The beginning of the text, in quotation marks; line breaks and control characters are shown as escapes. */
    public static String of(String text) {
        return '"' + bare(text) + '"';
    }

    /** The same without the quotation marks. */
    public static String bare(String text) {
        StringBuilder shown = new StringBuilder();
        int at = 0;
        while (at < text.length() && at < LONGEST) {
            int point = text.codePointAt(at);
            append(shown, point);
            at += Character.charCount(point);
        }
        return shown + (at < text.length() ? "…" : "");
    }

    private static void append(StringBuilder shown, int point) {
        if (point == '\n') {
            shown.append("\\n");
        } else if (point == '\t') {
            shown.append("\\t");
        } else if (printable(point)) {
            shown.appendCodePoint(point);
        } else {
            shown.append("\\u{").append(Integer.toHexString(point)).append('}');
        }
    }

    /** Whether a character may reach a terminal: no control, no format character that reorders text. */
    private static boolean printable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
