package hangari.cli.compare;

import hangari.compare.Aspect;
import hangari.compare.Cell;
import hangari.compare.Comparison;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A comparison for programs: times in nanoseconds, amounts in bytes, and for what is missing the reason. */
public final class ComparisonJson {
    private ComparisonJson() {}

    public static Map<String, Object> of(Comparison comparison) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("command", comparison.argv());
        json.put(
                "places",
                comparison.columns().stream().map(ComparisonJson::column).toList());
        return json;
    }

    private static Map<String, Object> column(Comparison.Column column) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("place", column.place().name().toLowerCase(Locale.ROOT));
        for (Aspect aspect : Aspect.values()) {
            json.put(aspect.name().toLowerCase(Locale.ROOT), cell(column.cell(aspect)));
        }
        return json;
    }

    private static Object cell(Cell cell) {
        if (cell instanceof Cell.Times times) {
            return ordered(
                    "median", times.median(), "least", times.least(), "most", times.most(), "all", times.nanos());
        }
        if (cell instanceof Cell.Bytes bytes) {
            return bytes.bytes();
        }
        if (cell instanceof Cell.Processes processes) {
            return processes.names();
        }
        if (cell instanceof Cell.Answer answer) {
            return ordered("output", answer.text(), "exit", answer.status());
        }
        if (cell instanceof Cell.Pids pids) {
            return pids.nested();
        }
        if (cell instanceof Cell.Namespaces namespaces) {
            return ordered(
                    "shared",
                    List.copyOf(namespaces.shared()),
                    "apart",
                    List.copyOf(namespaces.apart()),
                    "same_kernel",
                    namespaces.sameKernel());
        }
        return cell instanceof Cell.Text text
                ? text.text()
                : ordered("unmeasured", cell.missing().orElse(""));
    }

    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> json = new LinkedHashMap<>();
        for (int i = 0; i + 1 < pairs.length; i += 2) {
            json.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return json;
    }
}
