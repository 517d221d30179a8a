package hangari.slides;

import hangari.lesson.source.Outline;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;

/** Turns Markdown into HTML that may stand in the page: HTML in the text is shown, never obeyed. */
final class MarkdownHtml {
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(List.of(TablesExtension.create()))
            .escapeHtml(true)
            .sanitizeUrls(true)
            .nodeRendererFactory(FencedBlock::new)
            .build();

    private MarkdownHtml() {}

    /** The text as HTML; nothing for nothing. */
    static String of(String markdown) {
        return RENDERER.render(Outline.MARKDOWN.parse(markdown));
    }

    /** A picture if its info says so, else code. */
    private record FencedBlock(HtmlNodeRendererContext context) implements NodeRenderer {
        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(FencedCodeBlock.class);
        }

        @Override
        public void render(Node node) {
            FencedCodeBlock block = (FencedCodeBlock) node;
            HtmlWriter html = context.getWriter();
            html.line();
            if (block.getInfo().equals(Pictures.INFO)) {
                html.tag("div", Map.of("class", "stacks"));
                block.getLiteral()
                        .lines()
                        .flatMap(line -> Pictures.stack(line).stream())
                        .forEach(this::stack);
                html.tag("/div");
            } else {
                html.tag("pre");
                element("code", "code", block.getLiteral());
                html.tag("/pre");
            }
            html.line();
        }

        private void stack(Pictures.Stack stack) {
            context.getWriter().tag("figure", Map.of("class", "stack"));
            stack.layers().forEach(layer -> element("div", layer.marked() ? "layer marked" : "layer", layer.name()));
            element("figcaption", "name", stack.name());
            context.getWriter().tag("/figure");
        }

        private void element(String tag, String kind, String text) {
            HtmlWriter html = context.getWriter();
            html.tag(tag, Map.of("class", kind));
            html.text(text);
            html.tag("/" + tag);
        }
    }
}
