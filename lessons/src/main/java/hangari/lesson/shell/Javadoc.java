package hangari.lesson.shell;

/** A documentation comment as plain text for a terminal: first the sentence, then the paragraphs and the tags. */
final class Javadoc {
    private Javadoc() {}

    /** Turns the inside of a comment into text; markup that is not understood is dropped. */
    static String plainText(String comment) {
        String text = comment.replaceAll("(?m)^\\s*\\*? ?", "")
                .replaceAll("\\{@(?:code|literal)\\s+([^{}]*)}", "$1")
                .replaceAll("\\{@link(?:plain)?\\s+#?([^\\s{}]+)(?:\\s+([^{}]*))?}", "$1")
                .replaceAll("(?i)</?pre>|</?code>|</?em>|</?strong>|</?b>|</?i>|</?ul>", "")
                .replaceAll("(?i)<li>", "- ")
                .replaceAll("(?i)<p>", "\n")
                .replaceAll("<[^>]+>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
        return text.replaceAll("\\n{3,}", "\n\n").strip();
    }
}
