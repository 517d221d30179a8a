package hangari.lesson.play;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * Markdown as lines of a terminal.
 *
 * <pre>{@code
 * for (AttributedString line : MarkdownText.styled(80).render("A *root* of its own.")) {
 *     terminal.writer().println(line.toAnsi(terminal));
 * }
 * }</pre>
 *
 * <p>No line is wider than the width, in columns, except in a code block: code is never broken.
 */
public final class MarkdownText {
    private static final int NARROWEST = 20;
    private static final String CODE_INDENT = "    ";

    private static final Parser PARSER = Parser.builder()
            .extensions(List.of(TablesExtension.create()))
            .maxOpenBlockParsers(32)
            .maxInlineNesting(32)
            .build();

    private final TextMarks marks;
    private final int width;

    private MarkdownText(TextMarks marks, int width) {
        this.marks = marks;
        this.width = Math.max(NARROWEST, width);
    }

    /** With bold, italic and colour, for a terminal of this many columns. */
    public static MarkdownText styled(int width) {
        return new MarkdownText(TextMarks.STYLED, width);
    }

    /** Without any style, and with ASCII marks only, at most this many columns wide. */
    public static MarkdownText plain(int width) {
        return new MarkdownText(TextMarks.PLAIN, width);
    }

    /** The lines of a Markdown text, without an empty line at the beginning or the end. */
    public List<AttributedString> render(String markdown) {
        return blocks(PARSER.parse(markdown), width, true);
    }

    /** The lines of a text that is not Markdown, wrapped. */
    public List<AttributedString> wrap(String text) {
        return LineBreaker.lines(new AttributedString(text), width);
    }

    private List<AttributedString> blocks(Node parent, int columns, boolean apart) {
        List<AttributedString> lines = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            List<AttributedString> block = block(node, Math.max(NARROWEST / 2, columns));
            if (apart && !lines.isEmpty() && !block.isEmpty()) {
                lines.add(AttributedString.EMPTY);
            }
            lines.addAll(block);
        }
        return lines;
    }

    private List<AttributedString> block(Node node, int columns) {
        if (node instanceof FencedCodeBlock code) {
            return code(code.getLiteral());
        } else if (node instanceof IndentedCodeBlock code) {
            return code(code.getLiteral());
        } else if (node instanceof HtmlBlock html) {
            return code(html.getLiteral());
        } else if (node instanceof ListBlock list) {
            return list(list, columns);
        } else if (node instanceof BlockQuote) {
            AttributedString mark = new AttributedString(marks.quote, marks.faint(AttributedStyle.DEFAULT));
            return prefix(mark, mark, blocks(node, columns - marks.quote.length(), true));
        } else if (node instanceof TableBlock) {
            return TextTable.lines(node, marks, columns);
        } else if (node instanceof ThematicBreak) {
            String rule = String.valueOf(marks.rule).repeat(Math.min(columns, 40));
            return List.of(new AttributedString(rule, marks.faint(AttributedStyle.DEFAULT)));
        }
        AttributedStyle style =
                node instanceof Heading ? marks.strong(AttributedStyle.DEFAULT) : AttributedStyle.DEFAULT;
        AttributedString text = InlineText.of(node, marks, style);
        return text.length() == 0 ? List.of() : LineBreaker.lines(text, columns);
    }

    private List<AttributedString> code(String literal) {
        return literal.stripTrailing()
                .lines()
                .map(line -> line.replace("\t", CODE_INDENT))
                .map(line -> new AttributedStringBuilder()
                        .append(CODE_INDENT)
                        .append(line, marks.code(AttributedStyle.DEFAULT))
                        .toAttributedString())
                .toList();
    }

    private List<AttributedString> list(ListBlock list, int columns) {
        List<AttributedString> lines = new ArrayList<>();
        int number = start(list);
        int widest = label(list, number + count(list) - 1).length();
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            if (!list.isTight() && !lines.isEmpty()) {
                lines.add(AttributedString.EMPTY);
            }
            String label = label(list, number);
            AttributedString first = new AttributedString(" ".repeat(widest - label.length()) + label);
            AttributedString others = new AttributedString(" ".repeat(widest));
            lines.addAll(prefix(first, others, blocks(item, columns - widest, !list.isTight())));
            number++;
        }
        return lines;
    }

    private static int start(ListBlock list) {
        Integer start = list instanceof OrderedList ordered ? ordered.getMarkerStartNumber() : null;
        return start == null ? 1 : start;
    }

    private static int count(Node parent) {
        int count = 0;
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            count++;
        }
        return count;
    }

    private String label(ListBlock list, int number) {
        return list instanceof BulletList ? marks.bullet : number + ". ";
    }

    private static List<AttributedString> prefix(
            AttributedString first, AttributedString others, List<AttributedString> lines) {
        List<AttributedString> prefixed = new ArrayList<>();
        for (AttributedString line : lines.isEmpty() ? List.of(AttributedString.EMPTY) : lines) {
            AttributedString mark = prefixed.isEmpty() ? first : others;
            boolean blank = line.length() == 0 && mark.toString().isBlank();
            prefixed.add(blank ? line : AttributedStringBuilder.append(mark, line));
        }
        return prefixed;
    }
}
