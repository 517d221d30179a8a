package hangari.lesson.source;

import hangari.lesson.model.Excerpt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Document;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** The Markdown of a lesson, cut at its headings. Whatever a terminal cannot show is a problem. */
public final class Outline {
    public static final Parser MARKDOWN = Parser.builder()
            .extensions(List.of(TablesExtension.create()))
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .maxOpenBlockParsers(32)
            .maxInlineNesting(32)
            .build();

    /**
     * A heading and what stands below it, up to the next heading.
     *
     * @param level 2 or 3; 0 for what stands before the first heading
     * @param line the heading's line in the file
     * @param bodyLine the line on which the body begins
     */
    public record Part(int level, String heading, int line, String body, int bodyLine) {}

    private final FrontMatter source;
    private final Problems problems;
    private final List<String> lines;

    private Outline(FrontMatter source, Problems problems) {
        this.source = source;
        this.problems = problems;
        this.lines = List.of(source.body().split("\n", -1));
    }

    /** The parts, in order; the first is what stands before the first heading. */
    public static List<Part> of(FrontMatter source, Problems problems) {
        return new Outline(source, problems).parts();
    }

    private List<Part> parts() {
        Node document = MARKDOWN.parse(source.body());
        document.accept(new Unwanted());
        List<Part> parts = new ArrayList<>();
        int level = 0;
        int start = -1;
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading heading) {
                int line = lineIndex(heading).orElse(0);
                parts.add(part(level, start, line));
                level = heading.getLevel();
                start = line;
            }
        }
        parts.add(part(level, start, lines.size()));
        return parts;
    }

    private Part part(int level, int start, int end) {
        String heading = start < 0 ? "" : headingText(lines.get(start));
        int first = start + 1;
        while (first < end && lines.get(first).isBlank()) {
            first++;
        }
        String body =
                String.join("\n", lines.subList(Math.min(first, end), end)).stripTrailing();
        return new Part(level, heading, inFile(Math.max(start, 0)), body, inFile(first));
    }

    private int inFile(int lineIndex) {
        return source.bodyLine() + lineIndex;
    }

    private static String headingText(String line) {
        return line.strip().replaceFirst("^#+\\s*", "").replaceFirst("\\s+#+$", "");
    }

    private static Optional<Integer> lineIndex(Node node) {
        return node.getSourceSpans().stream().findFirst().map(span -> span.getLineIndex());
    }

    /** Says what a lesson must not use. */
    private final class Unwanted extends AbstractVisitor {
        @Override
        public void visit(Heading heading) {
            boolean atTop = heading.getParent() instanceof Document;
            boolean wanted = heading.getLevel() == 2 || heading.getLevel() == 3;
            if (!atTop || !wanted || !isAtx(heading)) {
                add(heading, "a heading that is neither ## nor ###", "use ## for a step and ### for its sections");
            }
            visitChildren(heading);
        }

        private boolean isAtx(Heading heading) {
            return lineIndex(heading)
                    .map(index -> lines.get(index).stripLeading().startsWith("#"))
                    .orElse(false);
        }

        @Override
        public void visit(HtmlBlock html) {
            add(html, "HTML " + Excerpt.of(html.getLiteral()), "write it in Markdown, or as code");
        }

        @Override
        public void visit(HtmlInline html) {
            add(html, "HTML " + Excerpt.of(html.getLiteral()), "write it in Markdown, or as code");
        }

        @Override
        public void visit(Image image) {
            add(image, "an image", "say it in words: a terminal shows none");
        }

        @Override
        public void visit(LinkReferenceDefinition definition) {
            add(definition, "a link definition", "write the address where the link stands");
        }

        private void add(Node node, String message, String remedy) {
            problems.add(inFile(lineIndex(node).orElse(0)), message, remedy);
        }
    }
}
