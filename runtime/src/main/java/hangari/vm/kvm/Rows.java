package hangari.vm.kvm;

import java.util.ArrayList;
import java.util.List;

/** The rows of a run, the first first; it prints itself as a table. */
public record Rows(List<Row> list) {
    public Rows {
        list = List.copyOf(list);
    }

    /** How many. */
    public int size() {
        return list.size();
    }

    /** The last one. */
    public Row last() {
        return list.get(list.size() - 1);
    }

    /** The table in a language, {@code en} or {@code ko}. What is said again and again is said once. */
    public String table(String language) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < list.size(); ) {
            int next = i + 1;
            while (next < list.size()
                    && list.get(next).event().equals(list.get(i).event())) {
                next++;
            }
            lines.add(list.get(i).cells(language));
            if (next - i > 2) {
                lines.add("       " + Words.say(language, "again", next - i - 1));
            } else if (next - i == 2) {
                lines.add(list.get(i + 1).cells(language));
            }
            i = next;
        }
        return String.join("\n", lines);
    }

    @Override
    public String toString() {
        return table("en");
    }
}
