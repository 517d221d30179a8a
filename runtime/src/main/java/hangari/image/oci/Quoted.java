package hangari.image.oci;

/** A value that somebody else chose, made fit for one line of an error message. */
final class Quoted {
    private static final int LONGEST = 80;

    private Quoted() {}

    /** In quotation marks, at most 80 characters of it, with everything that a terminal would obey escaped. */
    static String of(String value) {
        StringBuilder text = new StringBuilder("\"");
        value.chars().limit(LONGEST).forEach(character -> append(text, (char) character));
        return text.append(value.length() > LONGEST ? "…\"" : "\"").toString();
    }

    // FORMAT holds the marks that reverse the direction of text, LINE_SEPARATOR and its like end a line.
    private static void append(StringBuilder text, char character) {
        switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> text.append(String.format("\\u%04x", (int) character));
            default -> text.append(character);
        }
    }
}
