package hangari.image.registry;

/** What a registry says, made fit for one line of ours. */
final class Text {
    private static final int LONGEST = 200;

    private Text() {}

    /** At most 200 characters, without anything that a terminal would obey. */
    static String plain(String foreign) {
        StringBuilder text = new StringBuilder();
        foreign.codePoints().limit(LONGEST).map(Text::harmless).forEach(text::appendCodePoint);
        return text.toString().strip() + (foreign.length() > LONGEST ? "…" : "");
    }

    private static int harmless(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> ' ';
            default -> character;
        };
    }
}
