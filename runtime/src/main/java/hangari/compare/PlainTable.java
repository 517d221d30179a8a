package hangari.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A comparison as lines of text, for a session of JShell. */
record PlainTable(Comparison comparison) {
    private static final double MILLION = 1e6;
    private static final int UNIT = 1024;

    String text() {
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(""));
        comparison.columns().forEach(column -> head.add(column.place().name().toLowerCase(Locale.ROOT)));
        rows.add(head);
        for (Aspect aspect : Aspect.values()) {
            List<String> row = new ArrayList<>(
                    List.of(aspect.name().toLowerCase(Locale.ROOT).replace('_', ' ')));
            comparison.columns().forEach(column -> row.add(shown(column.cell(aspect))));
            rows.add(row);
        }
        return aligned(rows);
    }

    private static String aligned(List<List<String>> rows) {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                int column = i;
                int width = rows.stream()
                        .mapToInt(other -> other.get(column).length())
                        .max()
                        .orElse(0);
                line.append(String.format("%-" + (width + 2) + "s", row.get(i)));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString().stripTrailing();
    }

    static String shown(Cell cell) {
        if (cell instanceof Cell.Times times) {
            return String.format(
                    Locale.ROOT,
                    "%.2f ms (%.2f to %.2f)",
                    times.median() / MILLION,
                    times.least() / MILLION,
                    times.most() / MILLION);
        }
        if (cell instanceof Cell.Bytes bytes) {
            return bytes.bytes() < UNIT * UNIT
                    ? bytes.bytes() / UNIT + " KiB"
                    : String.format(Locale.ROOT, "%.1f MiB", bytes.bytes() / (double) (UNIT * UNIT));
        }
        if (cell instanceof Cell.Processes processes) {
            return processes.names().size() + " (" + String.join(", ", processes.names()) + ")";
        }
        if (cell instanceof Cell.Answer answer) {
            String first = answer.text().lines().findFirst().orElse("");
            return answer.status() == 0 ? first : first + " (exit " + answer.status() + ")";
        }
        if (cell instanceof Cell.Pids pids) {
            return pids.nested().isEmpty()
                    ? "no"
                    : String.join(
                            " ", pids.nested().stream().map(String::valueOf).toList());
        }
        if (cell instanceof Cell.Namespaces namespaces) {
            return namespaces.sameKernel() ? String.join(" ", namespaces.shared()) : "nothing: another kernel";
        }
        return cell instanceof Cell.Text text ? text.text() : cell.missing().orElse("");
    }
}
