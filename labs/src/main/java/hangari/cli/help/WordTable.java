package hangari.cli.help;

import hangari.cli.text.Columns;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.TextTable;

/**
 * A table whose texts go on in the next line behind a space.
 *
 * <p>picocli breaks a line where {@link java.text.BreakIterator} may: between any two syllables of Hangul, and before a
 * bracket within {@code NAME[=VALUE]}.
 */
final class WordTable extends TextTable {
    WordTable(ColorScheme colours, Column... columns) {
        super(colours, columns);
    }

    @Override
    public Cell putValue(int row, int column, Text value) {
        Column place = columns()[column];
        if (place.overflow != Column.Overflow.WRAP) {
            return super.putValue(row, column, value);
        }
        int room = place.width - place.indent;
        List<String> lines = lines(value.toString(), room, room - indentWrappedLines);
        Cell last = put(row, column, lines.get(0));
        for (String line : lines.subList(1, lines.size())) {
            addEmptyRow();
            last = put(rowCount() - 1, column, " ".repeat(indentWrappedLines) + line);
        }
        return last;
    }

    private Cell put(int row, int column, String line) {
        return super.putValue(row, column, Ansi.OFF.new Text(line));
    }

    /**
     * A text in lines; spaces stay as they are, but for those where a line ends.
     *
     * @param first how many columns the first line has
     * @param further how many the others have
     */
    static List<String> lines(String text, int first, int further) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        int room = first;
        while (Columns.of(rest) > room) {
            int end = end(rest, room);
            lines.add(rest.substring(0, end));
            rest = rest.substring(end).stripLeading();
            room = further;
        }
        if (!rest.isEmpty() || lines.isEmpty()) {
            lines.add(rest);
        }
        return lines;
    }

    /** Where the last word ends that has room; the first one is kept whole even if it has none. */
    private static int end(String text, int room) {
        int end = wordEnd(text, 0);
        while (end < text.length()) {
            int next = wordEnd(text, end);
            if (Columns.of(text.substring(0, next)) > room) {
                return end;
            }
            end = next;
        }
        return end;
    }

    private static int wordEnd(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        int space = text.indexOf(' ', at);
        return space < 0 ? text.length() : space;
    }
}
