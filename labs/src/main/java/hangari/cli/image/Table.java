package hangari.cli.image;

import java.util.ArrayList;
import java.util.List;

/** Columns as docker sets them: each as wide as its widest value and three spaces. */
public final class Table {
    private static final int GAP = 3;

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
        return rows.stream().map(this::line).toList();
    }

    private String line(List<String> row) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String value = row.get(column);
            line.append(value).append(" ".repeat(width(column) + GAP - value.length()));
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
