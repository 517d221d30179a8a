package hangari.cli.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A text with fields in it, such as <code>{{.ID}}: {{.State.Status}}</code>: of the templates that docker takes, those
 * that name fields.
 *
 * <p><code>{{.A.B}}</code> is the value of a field of a field, <code>{{json .A}}</code> the same as JSON, and
 * <code>{{json .}}</code> all of it. {@code \t} and {@code \n} stand for a tab and a line's end.
 */
public final class FieldTemplate {
    private static final Pattern ACTION = Pattern.compile("\\{\\{(.*?)}}", Pattern.DOTALL);
    private static final Pattern FIELD =
            Pattern.compile("\\s*-?\\s*(json\\s+)?(\\.|(?:\\.[A-Za-z_][A-Za-z_0-9]*)+)\\s*-?\\s*");

    private final List<Part> parts;

    private FieldTemplate(List<Part> parts) {
        this.parts = parts;
    }

    private sealed interface Part {
        record Text(String text) implements Part {}

        record Field(List<String> path, boolean json) implements Part {}
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if there is something in it that is no field
     */
    public static FieldTemplate parse(String text) {
        List<Part> parts = new ArrayList<>();
        Matcher action = ACTION.matcher(text);
        int end = 0;
        while (action.find()) {
            parts.add(new Part.Text(plain(text.substring(end, action.start()))));
            parts.add(field(action.group(), action.group(1)));
            end = action.end();
        }
        String rest = text.substring(end);
        if (rest.contains("{{")) {
            throw bad(rest);
        }
        parts.add(new Part.Text(plain(rest)));
        return new FieldTemplate(parts);
    }

    private static String plain(String text) {
        return text.replace("\\t", "\t").replace("\\n", "\n");
    }

    private static Part.Field field(String whole, String inner) {
        Matcher field = FIELD.matcher(inner);
        if (!field.matches() || (field.group(1) == null && field.group(2).equals("."))) {
            throw bad(whole);
        }
        String path = field.group(2).substring(1);
        return new Part.Field(path.isEmpty() ? List.of() : List.of(path.split("\\.")), field.group(1) != null);
    }

    private static IllegalArgumentException bad(String action) {
        return new IllegalArgumentException("cannot read " + action
                + " in a template: only {{.FIELD}}, {{json .FIELD}} and {{json .}} are understood; for more, use jq");
    }

    /**
     * The text for a value.
     *
     * @throws IllegalArgumentException if it has no such field
     */
    public String fill(Map<String, ?> value) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Part.Text plain) {
                text.append(plain.text());
            } else if (part instanceof Part.Field field) {
                Object found = find(value, field.path());
                text.append(field.json() ? Json.line(found) : said(found));
            }
        }
        return text.toString();
    }

    /** The text with titles in the place of values. */
    public String titles(UnaryOperator<String> title) {
        return parts.stream()
                .map(part -> part instanceof Part.Text plain
                        ? plain.text()
                        : title.apply(String.join(".", ((Part.Field) part).path())))
                .collect(Collectors.joining());
    }

    private static Object find(Map<String, ?> value, List<String> path) {
        Object found = value;
        for (String name : path) {
            if (!(found instanceof Map<?, ?> fields) || !fields.containsKey(name)) {
                String there = found instanceof Map<?, ?> fields && !fields.isEmpty()
                        ? "use one of "
                                + fields.keySet().stream().map(Object::toString).collect(Collectors.joining(", "))
                        : "there is nothing below it";
                throw new IllegalArgumentException("no field ." + String.join(".", path) + ": " + there);
            }
            Object next = fields.get(name);
            found = next == null ? "" : next;
        }
        return found;
    }

    /** As Go prints it. */
    private static String said(Object value) {
        if (value instanceof Collection<?> list) {
            return list.stream().map(FieldTemplate::said).collect(Collectors.joining(" ", "[", "]"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> entry.getKey() + ":" + said(entry.getValue()))
                    .collect(Collectors.joining(" ", "map[", "]"));
        }
        return String.valueOf(value);
    }
}
