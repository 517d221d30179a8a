package hangari.cli.compare;

import hangari.compare.Aspect;
import hangari.compare.Cell;
import hangari.compare.Comparison;
import java.util.List;
import java.util.Locale;

/** Times and memory as bars in an SVG file, for a slide. Source: SVG 1.1. */
public record Drawing(Comparison comparison, Speech speech) {
    private static final int WIDTH = 960;
    private static final int LEFT = 170;
    private static final int RIGHT = 150;
    private static final int ROW = 44;
    private static final int BAR = 28;
    private static final int TITLE = 64;
    private static final List<String> COLOURS = List.of("#8d6e63", "#b08968", "#c2410c", "#334155");

    /** The file's text. */
    public String svg() {
        int rows = comparison.columns().size();
        int half = TITLE + rows * ROW;
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" "
                        + "font-family=\"'Noto Sans CJK KR','Noto Sans KR',sans-serif\" font-size=\"20\">%n<title>%s</title>%n",
                WIDTH,
                2 * half + ROW / 2,
                escaped(String.join(" ", comparison.argv()))));
        group(svg, Aspect.TIME, "compare.bars.time", 0);
        group(svg, Aspect.MEMORY, "compare.bars.memory", half);
        return svg.append("</svg>\n").toString();
    }

    private void group(StringBuilder svg, Aspect aspect, String title, int top) {
        long most = Bars.most(comparison, aspect);
        text(svg, 0, top + ROW, "font-weight=\"bold\"", speech.say(title));
        for (int i = 0; i < comparison.columns().size(); i++) {
            Comparison.Column column = comparison.columns().get(i);
            int y = top + TITLE + i * ROW;
            text(svg, 0, y + BAR - 8, "", speech.name(column.place()));
            bar(svg, column.cell(aspect), most, y, COLOURS.get(i % COLOURS.size()));
        }
    }

    private void bar(StringBuilder svg, Cell cell, long most, int y, String colour) {
        if (Bars.amount(cell).isEmpty()) {
            text(svg, LEFT, y + BAR - 8, "fill=\"#888\"", speech.say("compare.unmeasured"));
            return;
        }
        double length =
                most == 0 ? 0 : Math.max(1, (double) Bars.amount(cell).getAsLong() / most * (WIDTH - LEFT - RIGHT));
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
                LEFT,
                y,
                length,
                BAR,
                colour));
        text(svg, LEFT + (int) length + 10, y + BAR - 8, "", Bars.value(cell));
    }

    private static void text(StringBuilder svg, int x, int y, String attributes, String text) {
        svg.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\" %s>%s</text>%n", x, y, attributes, escaped(text))
                .replace(" >", ">"));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replaceAll("\\p{Cntrl}", " ");
    }
}
