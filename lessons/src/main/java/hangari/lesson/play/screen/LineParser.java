package hangari.lesson.play.screen;

import java.util.List;
import java.util.function.Predicate;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Tells the line editor which word is being completed, and whether an input goes on on the next line. */
record LineParser(Predicate<String> isComplete) implements Parser {
    /** Whatever is typed is complete. */
    static final LineParser ANYTHING = new LineParser(line -> true);

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        boolean java = !line.isBlank() && !line.stripLeading().startsWith("/");
        if (context == ParseContext.ACCEPT_LINE && java && !isComplete.test(line)) {
            throw new EOFError(-1, -1, "the input goes on");
        }
        int start = cursor;
        while (start > 0 && isWordPart(line.charAt(start - 1))) {
            start--;
        }
        if (start == 1 && line.startsWith("/")) {
            start = 0;
        }
        return new Word(line, cursor, line.substring(start, cursor));
    }

    private static boolean isWordPart(char c) {
        return Character.isJavaIdentifierPart(c);
    }

    /** The word up to the cursor. */
    private record Word(String line, int cursor, String word) implements CompletingParsedLine {
        @Override
        public int wordCursor() {
            return word.length();
        }

        /** Nothing is escaped: what is completed stands in the code as it is. */
        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return word.length();
        }

        @Override
        public int rawWordLength() {
            return word.length();
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(word);
        }
    }
}
