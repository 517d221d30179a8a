package hangari.lesson.play;

import java.util.function.UnaryOperator;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** The inline nodes of a paragraph as one styled text, in which {@code \n} stands for a hard line break. */
final class InlineText extends AbstractVisitor {
    /** Code up to this many columns stays on one line. */
    private static final int LONGEST_TIED = 32;

    private final TextMarks marks;
    private final AttributedStringBuilder text = new AttributedStringBuilder();
    private AttributedStyle style;

    private InlineText(TextMarks marks, AttributedStyle style) {
        this.marks = marks;
        this.style = style;
    }

    /** The text of everything below a node. */
    static AttributedString of(Node parent, TextMarks marks, AttributedStyle style) {
        InlineText inline = new InlineText(marks, style);
        inline.visitChildren(parent);
        return inline.text.toAttributedString();
    }

    @Override
    public void visit(Text node) {
        append(node.getLiteral());
    }

    @Override
    public void visit(Code code) {
        String literal = code.getLiteral();
        boolean isShort = LineBreaker.columns(literal) <= LONGEST_TIED;
        String tied = isShort ? literal.replace(' ', LineBreaker.TIED) : literal;
        within(marks::code, () -> append(marks.backtick + tied + marks.backtick));
    }

    @Override
    public void visit(Emphasis emphasis) {
        within(marks::emphasis, () -> visitChildren(emphasis));
    }

    @Override
    public void visit(StrongEmphasis strong) {
        within(marks::strong, () -> visitChildren(strong));
    }

    @Override
    public void visit(Link link) {
        int start = text.length();
        visitChildren(link);
        String shown = text.subSequence(start, text.length()).toString();
        String address = link.getDestination();
        if (shown.equals(address)) {
            return;
        }
        append(" (");
        within(marks::address, () -> append(address));
        append(")");
    }

    @Override
    public void visit(HtmlInline html) {
        append(html.getLiteral());
    }

    @Override
    public void visit(SoftLineBreak node) {
        append(" ");
    }

    @Override
    public void visit(HardLineBreak node) {
        append("\n");
    }

    private void append(String part) {
        text.append(part, style);
    }

    private void within(UnaryOperator<AttributedStyle> change, Runnable body) {
        AttributedStyle before = style;
        style = change.apply(style);
        body.run();
        style = before;
    }
}
