package hangari.cli;

import hangari.vm.kvm.Event;
import hangari.vm.kvm.Row;
import hangari.vm.kvm.Transcript;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a guest did, for programs. */
final class MachineJson {
    private MachineJson() {}

    static Map<String, Object> of(Transcript transcript, String language) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("output", transcript.output());
        all.put("end", name(transcript.last()));
        all.put(
                "rows",
                transcript.rows().list().stream().map(row -> row(row, language)).toList());
        return all;
    }

    private static Map<String, Object> row(Row row, String language) {
        Map<String, Object> cells = new LinkedHashMap<>();
        cells.put("number", row.number());
        cells.put("address", row.address());
        cells.put("instruction", row.instruction());
        cells.put("event", name(row.event()));
        if (row.event() instanceof Event.Wrote wrote) {
            port(cells, wrote.port(), wrote.values(), wrote.answer());
        } else if (row.event() instanceof Event.Read read) {
            port(cells, read.port(), read.values(), read.answer());
        }
        cells.put("text", row.line(language));
        return cells;
    }

    private static void port(Map<String, Object> cells, int port, List<Integer> values, Event.Answer answer) {
        cells.put("port", port);
        cells.put("values", values);
        cells.put("device", answer.device());
        cells.put("call", answer.call());
    }

    private static String name(Event event) {
        return event.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
