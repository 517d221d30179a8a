package hangari.cli.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Values as JSON, for programs. */
public final class Json {
    private static final ObjectWriter PRETTY = JsonMapper.shared().writerWithDefaultPrettyPrinter();

    private Json() {}

    /** A value over several lines. */
    public static String pretty(Object value) {
        return PRETTY.writeValueAsString(value);
    }

    /** A value on one line. */
    public static String line(Object value) {
        return JsonMapper.shared().writeValueAsString(value);
    }

    /** Names and their values, in this order. */
    public static Map<String, String> object(List<String> names, List<String> values) {
        Map<String, String> object = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(names.size(), values.size()); i++) {
            object.put(names.get(i), values.get(i));
        }
        return object;
    }
}
