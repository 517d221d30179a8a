package hangari.cli.text;

import java.util.ArrayList;
import java.util.List;

/** Columns as docker sets them: each as wide as its widest value and three spaces, and at least ten. */
public final class Table {
    private static final int GAP = 3;
    private static final int LEAST = 10;

    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... heads) {
        rows.add(List.of(heads));
    }

    /** Adds a row. */
    public void row(List<String> values) {
        rows.add(List.copyOf(values));
    }

    /** The lines, the heads first. */
    public List<String> lines() {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                widths[column] = Math.max(widths[column], Math.max(LEAST, Columns.of(row.get(column)) + GAP));
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            line.append(Columns.pad(row.get(column), widths[column]));
        }
        return line.toString().stripTrailing();
    }
}
