package hangari.cli.container;

import hangari.container.life.Answer.Row;
import hangari.container.life.State;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What {@code ps --filter} lets through: one of the values of each key, and every label. */
final class ContainerFilter {
    private ContainerFilter() {}

    /** The condition that several filters make together. */
    static Predicate<Row> parse(List<String> filters) {
        Map<String, Predicate<Row>> keys = new LinkedHashMap<>();
        for (String filter : filters) {
            int equals = filter.indexOf('=');
            if (equals < 1) {
                throw bad(filter);
            }
            String key = filter.substring(0, equals);
            BinaryOperator<Predicate<Row>> join = key.equals("label") ? Predicate::and : Predicate::or;
            keys.merge(key, one(filter, key, filter.substring(equals + 1)), join);
        }
        return keys.values().stream().reduce(row -> true, Predicate::and);
    }

    /** Whether a filter speaks of containers that do not run, so that all are to be looked at. */
    static boolean wantsAll(List<String> filters) {
        return filters.stream().anyMatch(filter -> filter.startsWith("status=") || filter.startsWith("exited="));
    }

    private static Predicate<Row> one(String filter, String key, String value) {
        return switch (key) {
            case "id" -> {
                Pattern pattern = pattern(filter, value);
                yield row -> pattern.matcher(row.id()).find();
            }
            case "name" -> {
                Pattern pattern = pattern(filter, value);
                // docker's names begin with a slash inside, and may be asked for with it
                yield row -> pattern.matcher(row.name()).find()
                        || pattern.matcher("/" + row.name()).find();
            }
            case "status" -> status(filter, value);
            case "exited" -> exited(filter, value);
            case "label" -> row -> hasLabel(row, value);
            case "ancestor" -> row -> isOf(row, value);
            default -> throw bad(filter);
        };
    }

    private static Pattern pattern(String filter, String value) {
        try {
            return Pattern.compile(value);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "bad filter \"" + filter + "\": its value is no pattern: " + e.getDescription(), e);
        }
    }

    private static Predicate<Row> status(String filter, String value) {
        if (!value.matches("created|running|paused|restarting|exited|dead")) {
            throw new IllegalArgumentException("bad filter \"" + filter
                    + "\": a container is created, running, paused, restarting, exited or dead");
        }
        return row -> row.state().word().equals(value);
    }

    private static Predicate<Row> exited(String filter, String value) {
        if (!value.matches("\\d{1,3}")) {
            throw new IllegalArgumentException(
                    "bad filter \"" + filter + "\": give an exit status, such as exited=137");
        }
        int code = Integer.parseInt(value);
        return row -> row.state() instanceof State.Exited exited && exited.code() == code;
    }

    private static boolean hasLabel(Row row, String label) {
        int equals = label.indexOf('=');
        String value = row.labels().get(equals < 0 ? label : label.substring(0, equals));
        return value != null && (equals < 0 || value.equals(label.substring(equals + 1)));
    }

    private static boolean isOf(Row row, String image) {
        String name = ContainerRow.image(row.image());
        return row.image().equals(image)
                || name.equals(image)
                || name.replaceFirst(":[^:/]*$", "").equals(image)
                || name.equals(image.replaceFirst(":latest$", ""));
    }

    private static IllegalArgumentException bad(String filter) {
        return new IllegalArgumentException(
                "bad filter \"" + filter + "\": write name=, id=, status=, exited=, ancestor= or label= and a value");
    }
}
