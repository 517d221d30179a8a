package hangari.lesson.play;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Node;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** A table that fits a width: wide columns are narrowed and their cells wrapped; if that is not enough, rows are listed. */
final class TextTable {
    private static final int GAP = 2;
    private static final int NARROWEST = 6;

    private final TextMarks marks;
    private final int width;
    private final List<List<AttributedString>> rows = new ArrayList<>();
    private final List<TableCell.Alignment> alignments = new ArrayList<>();

    private TextTable(TextMarks marks, int width) {
        this.marks = marks;
        this.width = width;
    }

    static List<AttributedString> lines(Node table, TextMarks marks, int width) {
        TextTable text = new TextTable(marks, width);
        table.accept(text.new Rows());
        return text.lines();
    }

    private List<AttributedString> lines() {
        int[] widths = widths(cell -> LineBreaker.columns(cell));
        narrow(widths, widths(TextTable::longestWord));
        narrow(widths, new int[widths.length]);
        return total(widths) <= width ? grid(widths) : list();
    }

    /** For each column, the largest number that its cells give. */
    private int[] widths(ToIntFunction<AttributedString> measure) {
        return IntStream.range(0, alignments.size())
                .map(column -> rows.stream()
                        .mapToInt(row -> measure.applyAsInt(row.get(column)))
                        .max()
                        .orElse(0))
                .toArray();
    }

    private static int longestWord(AttributedString cell) {
        return Stream.of(cell.toString().split("[ \n]", -1))
                .mapToInt(LineBreaker::columns)
                .max()
                .orElse(0);
    }

    /** Takes from the widest column that has room above its floor, column by column, until the table fits. */
    private void narrow(int[] widths, int[] floors) {
        while (total(widths) > width) {
            OptionalInt widest = IntStream.range(0, widths.length)
                    .filter(column -> widths[column] > Math.max(NARROWEST, floors[column]))
                    .reduce((a, b) -> widths[b] > widths[a] ? b : a);
            if (widest.isEmpty()) {
                return;
            }
            widths[widest.getAsInt()]--;
        }
    }

    private static int total(int[] widths) {
        return Arrays.stream(widths).sum() + GAP * Math.max(0, widths.length - 1);
    }

    private List<AttributedString> grid(int[] widths) {
        List<AttributedString> lines = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            lines.addAll(row(rows.get(row), widths));
            if (row == 0) {
                lines.add(rule(widths));
            }
        }
        return lines;
    }

    private List<AttributedString> row(List<AttributedString> cells, int[] widths) {
        List<List<AttributedString>> wrapped = IntStream.range(0, cells.size())
                .mapToObj(column -> LineBreaker.lines(cells.get(column), widths[column]))
                .toList();
        int height = wrapped.stream().mapToInt(List::size).max().orElse(0);
        List<AttributedString> lines = new ArrayList<>();
        for (int i = 0; i < height; i++) {
            AttributedStringBuilder line = new AttributedStringBuilder();
            int owed = 0; // spaces that are written only if something follows them
            for (int column = 0; column < widths.length; column++) {
                List<AttributedString> cell = wrapped.get(column);
                AttributedString part = i < cell.size() ? cell.get(i) : AttributedString.EMPTY;
                int padding = widths[column] - LineBreaker.columns(part);
                int before = before(alignments.get(column), padding);
                if (part.length() > 0) {
                    line.append(" ".repeat(owed + before)).append(part);
                    owed = padding - before + GAP;
                } else {
                    owed += padding + GAP;
                }
            }
            lines.add(line.toAttributedString());
        }
        return lines;
    }

    private static int before(TableCell.Alignment alignment, int padding) {
        return switch (alignment) {
            case LEFT -> 0;
            case CENTER -> padding / 2;
            case RIGHT -> padding;
        };
    }

    private AttributedString rule(int[] widths) {
        List<String> parts = Arrays.stream(widths)
                .mapToObj(columns -> String.valueOf(marks.rule).repeat(columns))
                .toList();
        return new AttributedString(String.join(" ".repeat(GAP), parts), marks.faint(AttributedStyle.DEFAULT));
    }

    /** Each row as a block of lines {@code heading: cell}. */
    private List<AttributedString> list() {
        List<AttributedString> lines = new ArrayList<>();
        for (List<AttributedString> row : rows.subList(1, rows.size())) {
            if (!lines.isEmpty()) {
                lines.add(AttributedString.EMPTY);
            }
            for (int column = 0; column < row.size(); column++) {
                AttributedStringBuilder line = new AttributedStringBuilder();
                line.append(rows.get(0).get(column)).append(": ").append(row.get(column));
                lines.addAll(LineBreaker.lines(line.toAttributedString(), width));
            }
        }
        return lines;
    }

    /** Collects the cells. */
    private final class Rows extends AbstractVisitor {
        @Override
        public void visit(CustomNode node) {
            if (node instanceof TableRow) {
                rows.add(new ArrayList<>());
            } else if (node instanceof TableCell cell) {
                cell(cell);
                return;
            }
            visitChildren(node);
        }

        private void cell(TableCell cell) {
            AttributedStyle style = cell.isHeader() ? marks.strong(AttributedStyle.DEFAULT) : AttributedStyle.DEFAULT;
            rows.get(rows.size() - 1).add(InlineText.of(cell, marks, style));
            if (rows.size() == 1) {
                alignments.add(cell.getAlignment() == null ? TableCell.Alignment.LEFT : cell.getAlignment());
            }
        }
    }
}
