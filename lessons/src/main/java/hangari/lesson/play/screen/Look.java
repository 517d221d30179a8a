package hangari.lesson.play.screen;

import hangari.lesson.play.MarkdownText;
import hangari.lesson.shell.JavaTokens;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jline.utils.WCWidth;

/**
 * How things look: styles and marks for a terminal, or words and ASCII alone. No meaning is carried by colour only.
 *
 * @param styled whether there are styles and marks beyond ASCII
 * @param width in columns
 */
public record Look(boolean styled, int width) {
    private static final int NARROW = 40;
    private static final int WIDE = 100;
    private static final int LONGEST = 10_000;

    /** Long lines are hard to read, even where there is room for them. */
    public Look {
        width = Math.max(NARROW, Math.min(WIDE, width));
    }

    MarkdownText markdown() {
        return styled ? MarkdownText.styled(width) : MarkdownText.plain(width);
    }

    public List<AttributedString> prose(String markdown) {
        return markdown.isBlank() ? List.of() : markdown().render(markdown);
    }

    public List<AttributedString> wrap(String text) {
        return markdown().wrap(text);
    }

    public AttributedString strong(String text) {
        return of(text, AttributedStyle.DEFAULT.bold());
    }

    public AttributedString faint(String text) {
        return of(text, AttributedStyle.DEFAULT.faint());
    }

    public AttributedString good(String text) {
        return of(mark("✓ ", "OK: ") + text, AttributedStyle.DEFAULT.bold().foreground(AttributedStyle.GREEN));
    }

    public AttributedString bad(String text) {
        return alarm(mark("✗ ", "NO: ") + text);
    }

    AttributedString alarm(String text) {
        return of(text, AttributedStyle.DEFAULT.bold().foreground(AttributedStyle.RED));
    }

    public AttributedString accent(String text) {
        return of(text, AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN));
    }

    AttributedString of(String text, AttributedStyle style) {
        return styled ? new AttributedString(text, style) : new AttributedString(text);
    }

    /** A mark, or what stands for it in plain text. */
    public String mark(String mark, String plain) {
        return styled ? mark : plain;
    }

    /** A heading with a rule up to the end of the line. */
    public AttributedString heading(String text) {
        if (!styled) {
            return new AttributedString("== " + text);
        }
        int left = Math.max(3, width - columns(text) - 4);
        return new AttributedStringBuilder()
                .append(faint("── "))
                .append(strong(text))
                .append(" ")
                .append(faint("─".repeat(left)))
                .toAttributedString();
    }

    /** Code, indented so that it can be told from prose and copied line by line. */
    public List<AttributedString> code(String code) {
        List<AttributedString> lines = new ArrayList<>();
        for (AttributedString line : highlighted(code).columnSplitLength(LONGEST)) {
            lines.add(new AttributedStringBuilder().append("    ").append(line).toAttributedString());
        }
        return lines;
    }

    /** Java with a style for each kind of token. */
    AttributedString highlighted(String code) {
        if (!styled) {
            return new AttributedString(code);
        }
        AttributedStringBuilder text = new AttributedStringBuilder();
        int plainFrom = 0;
        for (JavaTokens.Token token : JavaTokens.of(code)) {
            text.append(code, plainFrom, token.start());
            text.append(code.substring(token.start(), token.end()), style(token.kind()));
            plainFrom = token.end();
        }
        return text.append(code, plainFrom, code.length()).toAttributedString();
    }

    private static AttributedStyle style(JavaTokens.Kind kind) {
        return switch (kind) {
            case KEYWORD -> AttributedStyle.DEFAULT.foreground(AttributedStyle.MAGENTA);
            case STRING -> AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
            case NUMBER -> AttributedStyle.DEFAULT.foreground(AttributedStyle.YELLOW);
            case COMMENT -> AttributedStyle.DEFAULT.faint();
            case TYPE -> AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN);
            case CALL -> AttributedStyle.DEFAULT.bold();
        };
    }

    /** The columns that a text takes: Hangul takes two each. */
    public static int columns(String text) {
        return text.codePoints()
                .map(point -> Math.max(0, WCWidth.wcwidth(point)))
                .sum();
    }

    /** The text with spaces up to a width in columns. */
    public static String padded(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - columns(text)));
    }

    /** The text cut to a width in columns. */
    public String cut(String text, int columns) {
        if (columns(text) <= columns) {
            return text;
        }
        String more = mark("…", "...");
        StringBuilder kept = new StringBuilder();
        int left = columns - columns(more);
        for (int point : text.codePoints().toArray()) {
            left -= Math.max(0, WCWidth.wcwidth(point));
            if (left < 0) {
                break;
            }
            kept.appendCodePoint(point);
        }
        return kept + more;
    }
}
