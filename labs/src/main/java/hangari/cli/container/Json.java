package hangari.cli.container;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Values for programs. */
final class Json {
    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final JsonMapper SHORT = JsonMapper.builder().build();

    private Json() {}

    /** Prints a value over several lines. */
    static void print(Desk desk, Object value) {
        desk.out().println(PRETTY.writeValueAsString(value));
    }

    /** A value on one line. */
    static String line(Object value) {
        return SHORT.writeValueAsString(value);
    }

    /** Names and their values, in this order. */
    static Map<String, String> object(List<String> names, List<String> values) {
        Map<String, String> object = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(names.size(), values.size()); i++) {
            object.put(names.get(i), values.get(i));
        }
        return object;
    }
}
