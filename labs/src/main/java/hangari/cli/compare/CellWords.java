package hangari.cli.compare;

import hangari.cli.text.Size;
import hangari.compare.Cell;
import java.util.List;
import java.util.Locale;

/** What stands in a cell of the table. */
record CellWords(Speech speech) {
    private static final double MILLION = 1e6;
    private static final int BOOT_ID = 8;
    private static final int TEN = 10;

    String of(Cell cell) {
        if (cell instanceof Cell.Times times) {
            return millis(times.median()) + "\n(" + millis(times.least()) + "–" + millis(times.most()) + ")";
        }
        if (cell instanceof Cell.Bytes bytes) {
            return Size.binary(bytes.bytes());
        }
        if (cell instanceof Cell.Answer answer) {
            return answer(answer);
        }
        if (cell instanceof Cell.Processes processes) {
            List<String> names = processes.names();
            return names.isEmpty() ? "0" : names.size() + "\n" + String.join(", ", names);
        }
        if (cell instanceof Cell.Pids pids) {
            return pids(pids.nested());
        }
        return cell instanceof Cell.Namespaces namespaces ? shared(namespaces) : text(cell);
    }

    /** Milliseconds, with decimals where they tell something. */
    static String millis(long nanos) {
        double millis = nanos / MILLION;
        return String.format(Locale.ROOT, millis < TEN ? "%.2f" : millis < TEN * TEN ? "%.1f" : "%,.0f", millis);
    }

    private String answer(Cell.Answer answer) {
        String first = answer.text().lines().findFirst().orElse("").replaceAll("\\p{Cntrl}+", " ");
        return answer.status() == 0 ? first : first + speech.say("compare.status", answer.status());
    }

    private String pids(List<Long> nested) {
        return switch (nested.size()) {
            case 0 -> speech.say("compare.unseen");
            case 1 -> nested.get(0).toString();
            default -> speech.say("compare.nested", nested.get(0), nested.get(nested.size() - 1));
        };
    }

    private String shared(Cell.Namespaces namespaces) {
        if (!namespaces.sameKernel()) {
            return speech.say("compare.other-kernel");
        }
        int all = namespaces.shared().size() + namespaces.apart().size();
        return namespaces.apart().isEmpty()
                ? speech.say("compare.all-shared", all)
                : speech.say("compare.some-shared", namespaces.shared().size(), all) + "\n"
                        + String.join(" ", namespaces.shared());
    }

    private static String text(Cell cell) {
        String text = cell instanceof Cell.Text words ? words.text() : "";
        // A boot_id is 36 digits and dashes; its beginning tells it from another.
        return text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}") ? text.substring(0, BOOT_ID) + "…" : text;
    }
}
