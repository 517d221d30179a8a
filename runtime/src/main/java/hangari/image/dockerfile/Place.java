package hangari.image.dockerfile;

/**
 * Where an instruction stands.
 *
 * @param file the name of the Dockerfile, as it was given
 * @param line where the instruction begins, from 1
 * @param text the instruction on one line, for the eye
 */
public record Place(String file, int line, String text) {
    private static final int LONGEST = 200;

    /** A failure at this place; the message says what and how to mend it. */
    public DockerfileException failure(String message) {
        return new DockerfileException(this, message);
    }

    /** The text, cut to what fits an error, with everything that a terminal would obey escaped. */
    public String excerpt() {
        String shown = printable(text);
        return shown.length() > LONGEST ? shown.substring(0, LONGEST) + "…" : shown;
    }

    /** A text that somebody else wrote, without what a terminal would obey. */
    static String printable(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(point -> {
            switch (Character.getType(point)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR,
                        Character.SURROGATE -> shown.append(String.format("\\u%04x", point));
                default -> shown.appendCodePoint(point);
            }
        });
        return shown.toString();
    }

    /** As compilers write it: {@code Dockerfile:3}. */
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
