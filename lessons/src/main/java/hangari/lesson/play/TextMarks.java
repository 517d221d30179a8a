package hangari.lesson.play;

import org.jline.utils.AttributedStyle;

/**
 * How Markdown looks in a terminal. In plain mode nothing is said by style, so code stands in backticks and every mark is
 * ASCII.
 */
enum TextMarks {
    STYLED("• ", "│ ", '─', ""),
    PLAIN("- ", "> ", '-', "`");

    final String bullet;
    final String quote;
    final char rule;
    final String backtick;

    TextMarks(String bullet, String quote, char rule, String backtick) {
        this.bullet = bullet;
        this.quote = quote;
        this.rule = rule;
        this.backtick = backtick;
    }

    AttributedStyle strong(AttributedStyle style) {
        return this == PLAIN ? style : style.bold();
    }

    AttributedStyle emphasis(AttributedStyle style) {
        return this == PLAIN ? style : style.italic();
    }

    AttributedStyle code(AttributedStyle style) {
        return this == PLAIN ? style : style.foreground(AttributedStyle.CYAN);
    }

    AttributedStyle address(AttributedStyle style) {
        return this == PLAIN ? style : style.underline();
    }

    AttributedStyle faint(AttributedStyle style) {
        return this == PLAIN ? style : style.faint();
    }
}
