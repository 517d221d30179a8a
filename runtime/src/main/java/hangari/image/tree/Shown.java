package hangari.image.tree;

/** A name that somebody else chose, made fit for one line of a message. */
public final class Shown {
    private static final int LONGEST = 120;

    private Shown() {}

    /** At most 120 characters of it, with everything that a terminal would obey escaped. */
    public static String of(String name) {
        StringBuilder text = new StringBuilder();
        name.codePoints().limit(LONGEST).forEach(point -> {
            switch (Character.getType(point)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR,
                        Character.SURROGATE -> text.append(String.format("\\u%04x", point));
                default -> text.appendCodePoint(point);
            }
        });
        return name.codePointCount(0, name.length()) > LONGEST ? text + "…" : text.toString();
    }
}
