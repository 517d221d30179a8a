package hangari.cli.container;

import hangari.cli.text.FieldTemplate;
import hangari.cli.text.Json;
import hangari.cli.text.Table;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Rows as {@code --format} asks for them: {@code json}, a template, or {@code table} and a template.
 *
 * @param format what was asked for
 */
record Formatted(String format) {
    private static final String TABLE = "table ";

    /** The lines; a title is asked for by the name of a field. */
    List<String> lines(List<Map<String, Object>> rows, UnaryOperator<String> title) {
        if (format.equals("json")) {
            return rows.stream().map(Json::line).toList();
        }
        if (!format.startsWith(TABLE)) {
            FieldTemplate template = FieldTemplate.parse(format);
            return rows.stream().map(row -> template.fill(row)).toList();
        }
        FieldTemplate template = FieldTemplate.parse(format.substring(TABLE.length()));
        Table table = new Table(template.titles(title).split("\t", -1));
        rows.forEach(row -> table.row(List.of(template.fill(row).split("\t", -1))));
        return table.lines();
    }
}
