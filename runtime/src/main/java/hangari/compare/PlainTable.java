package hangari.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A comparison as lines of text, for a session of JShell. */
record PlainTable(Comparison comparison) {
    private static final double MILLION = 1e6;
    private static final int UNIT = 1024;
    private static final int WIDEST = 15;

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

    /** What fits into a column, so that the table fits into a terminal; the values themselves are in the cells. */
    private static String shown(Cell cell) {
        String text = words(cell).lines().findFirst().orElse("");
        return text.length() <= WIDEST ? text : text.substring(0, WIDEST - 1) + "…";
    }

    private static String words(Cell cell) {
        if (cell instanceof Cell.Times times) {
            return String.format(Locale.ROOT, "%.2f ms", times.median() / MILLION);
        }
        if (cell instanceof Cell.Bytes bytes) {
            return bytes.bytes() < UNIT * UNIT
                    ? bytes.bytes() / UNIT + " KiB"
                    : String.format(Locale.ROOT, "%.1f MiB", bytes.bytes() / (double) (UNIT * UNIT));
        }
        if (cell instanceof Cell.Processes processes) {
            return String.join(" ", processes.names());
        }
        if (cell instanceof Cell.Answer answer) {
            return answer.status() == 0 ? answer.text() : "exit " + answer.status();
        }
        if (cell instanceof Cell.Pids pids) {
            return pids.nested().isEmpty()
                    ? "not seen"
                    : String.join(
                            " → ", pids.nested().stream().map(String::valueOf).toList());
        }
        if (cell instanceof Cell.Namespaces namespaces) {
            int all = namespaces.shared().size() + namespaces.apart().size();
            return namespaces.sameKernel() ? namespaces.shared().size() + " of " + all : "nothing";
        }
        return cell instanceof Cell.Text text ? text.text() : "?";
    }
}
