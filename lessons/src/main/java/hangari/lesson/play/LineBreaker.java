package hangari.lesson.play;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.WCWidth;

/**
 * Breaks a styled text into lines of a given width in columns; Hangul is two columns wide.
 *
 * <p>Lines break at spaces, so a Korean word (eojeol) keeps its particle. No line begins with closing punctuation or ends
 * with an opening bracket. Only a word that is wider than a whole line is broken in its middle.
 */
final class LineBreaker {
    private static final String CLOSING = ")]}>,.!?:;%\"'’”»…、。，．！？：；）］｝〉》」』】·";
    private static final String OPENING = "([{<‘“«（［｛〈《「『【";
    /** A space at which no line breaks; it is shown as an ordinary one. */
    static final char TIED = '\u00a0';

    private static final String SEAMS = "/-_=&?.,·";

    private final int width;
    private final List<AttributedString> lines = new ArrayList<>();
    private AttributedStringBuilder line = new AttributedStringBuilder();

    private LineBreaker(int width) {
        this.width = Math.max(2, width);
    }

    /** Breaks a text; each {@code \n} in it ends a line. An empty text is one empty line. */
    static List<AttributedString> lines(AttributedString text, int width) {
        LineBreaker breaker = new LineBreaker(width);
        int start = 0;
        for (int at = 0; at <= text.length(); at++) {
            if (at == text.length() || text.charAt(at) == '\n') {
                breaker.paragraph(text.subSequence(start, at));
                start = at + 1;
            }
        }
        return breaker.lines;
    }

    /** The columns that a text takes. */
    static int columns(CharSequence text) {
        return text.codePoints().map(LineBreaker::columns).sum();
    }

    static int columns(int codePoint) {
        return Math.max(0, WCWidth.wcwidth(codePoint));
    }

    private void paragraph(AttributedString text) {
        int gap = 0; // where the space in front of the next word begins
        int at = skipSpaces(text, 0);
        while (at < text.length()) {
            int end = wordEnd(text, at);
            add(
                    line.length() == 0 ? AttributedString.EMPTY : text.subSequence(gap, gap + 1),
                    text.subSequence(at, end));
            gap = end;
            at = skipSpaces(text, end);
        }
        flush();
    }

    private void add(AttributedString space, AttributedString word) {
        if (columns(line) + columns(space) + columns(word) <= width) {
            line.append(space).append(word);
            return;
        }
        if (line.length() > 0) {
            flush();
        }
        AttributedString rest = word;
        while (columns(rest) > width) {
            int cut = cut(rest);
            lines.add(untied(rest.subSequence(0, cut)));
            rest = rest.subSequence(cut, rest.length());
        }
        line.append(rest);
    }

    private void flush() {
        lines.add(untied(line.toAttributedString()));
        line = new AttributedStringBuilder();
    }

    /** The same with ordinary spaces, so that code can be copied from the screen. */
    private static AttributedString untied(AttributedString text) {
        if (text.toString().indexOf(TIED) < 0) {
            return text;
        }
        AttributedStringBuilder plain = new AttributedStringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            plain.append(
                    text.charAt(at) == TIED ? " " : text.subSequence(at, at + 1).toString(), text.styleAt(at));
        }
        return plain.toAttributedString();
    }

    /** Where to cut a word that is wider than a line: behind a seam of the last third, else where the line is full. */
    private int cut(AttributedString word) {
        int full = 0;
        int seam = 0;
        int used = 0;
        while (full < word.length()) {
            int point = Character.codePointAt(word, full);
            used += columns(point);
            if (used > width) {
                break;
            }
            full += Character.charCount(point);
            if (SEAMS.indexOf(point) >= 0 && used * 3 > width * 2) {
                seam = full;
            }
        }
        int cut = seam > 0 && !forbids(word, seam) ? seam : full;
        while (cut > 1 && forbids(word, cut)) {
            cut -= Character.charCount(Character.codePointBefore(word, cut));
        }
        return cut > 0 && !forbids(word, cut)
                ? cut
                : Math.max(full, Character.charCount(Character.codePointAt(word, 0)));
    }

    /** Whether a line must not break in front of this position. */
    private static boolean forbids(AttributedString word, int at) {
        boolean closes = at < word.length() && CLOSING.indexOf(word.charAt(at)) >= 0;
        boolean opens = at > 0 && OPENING.indexOf(word.charAt(at - 1)) >= 0;
        boolean combines = at < word.length() && columns(Character.codePointAt(word, at)) == 0;
        return closes || opens || combines;
    }

    /** A word reaches to the next space at which a line may break. */
    private static int wordEnd(AttributedString text, int start) {
        int end = start;
        while (end < text.length()) {
            if (text.charAt(end) == ' ') {
                int next = skipSpaces(text, end);
                if (next == text.length() || mayBreak(text, end, next)) {
                    return end;
                }
                end = next;
            } else {
                end++;
            }
        }
        return end;
    }

    private static boolean mayBreak(AttributedString text, int end, int next) {
        boolean closes = isAll(text, next, CLOSING);
        boolean opens = OPENING.indexOf(text.charAt(end - 1)) >= 0;
        return !closes && !opens;
    }

    /** Whether the word that begins here is punctuation alone. */
    private static boolean isAll(AttributedString text, int start, String characters) {
        int at = start;
        while (at < text.length() && text.charAt(at) != ' ') {
            if (characters.indexOf(text.charAt(at)) < 0) {
                return false;
            }
            at++;
        }
        return at > start;
    }

    private static int skipSpaces(AttributedString text, int start) {
        int at = start;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at;
    }
}
