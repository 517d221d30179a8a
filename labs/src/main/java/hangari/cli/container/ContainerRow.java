package hangari.cli.container;

import hangari.cli.text.Ago;
import hangari.container.life.Answer;
import hangari.container.life.State;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A container as a line of {@code ps}, in docker's words.
 *
 * @param whole whether nothing is cut short
 */
record ContainerRow(Answer.Row row, boolean whole, Instant now) {
    private static final int LONGEST_COMMAND = 20; // docker's
    private static final int SHORT_ID = 12;

    String id() {
        return whole ? row.id() : row.id().substring(0, SHORT_ID);
    }

    /** The image as it was named, without the digest that was noted then; a root may be a directory instead. */
    static String image(String image) {
        if (image.isEmpty()) {
            return "<directory>";
        }
        int digest = image.indexOf("@sha256:");
        return digest > 0 ? image.substring(0, digest) : image;
    }

    String command() {
        String words = String.join(" ", row.command());
        boolean cut = !whole && words.codePointCount(0, words.length()) > LONGEST_COMMAND;
        String shown = cut ? words.substring(0, words.offsetByCodePoints(0, LONGEST_COMMAND - 1)) + "…" : words;
        return quoted(shown);
    }

    // strconv.Quote of Go
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(point -> {
            switch (point) {
                case '"', '\\' -> quoted.append('\\').appendCodePoint(point);
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                case '\r' -> quoted.append("\\r");
                default -> {
                    if (point < 0x20 || point == 0x7F) {
                        quoted.append("\\x%02x".formatted(point));
                    } else {
                        quoted.appendCodePoint(point);
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }

    String running() {
        return Ago.of(Optional.of(row.created()), now);
    }

    /** How it is, and since when. */
    String status() {
        return status(row.state(), now);
    }

    private static String status(State state, Instant now) {
        if (state instanceof State.Running running) {
            return "Up " + Ago.words(Duration.between(running.at(), now));
        }
        if (state instanceof State.Paused paused) {
            return status(paused.running(), now) + " (Paused)";
        }
        if (state instanceof State.Exited exited) {
            return "Exited (" + exited.code() + ") " + Ago.of(Optional.of(exited.at()), now);
        }
        if (state instanceof State.Restarting restarting) {
            State.Exited exited = restarting.exited();
            return "Restarting (" + exited.code() + ") " + Ago.of(Optional.of(exited.at()), now);
        }
        return state instanceof State.Dead ? "Dead" : "Created";
    }

    String ports() {
        return row.ports().stream()
                .map(text -> PublishedPort.parse(text).toString())
                .collect(Collectors.joining(", "));
    }

    private String labels() {
        return row.labels().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(","));
    }

    /** The fields of a template, as docker calls them. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("ID", id());
        fields.put("Image", image(row.image()));
        fields.put("Command", command());
        fields.put("CreatedAt", row.created().toString());
        fields.put("RunningFor", running());
        fields.put("Ports", ports());
        fields.put("State", row.state().word());
        fields.put("Status", status());
        fields.put("Names", row.name());
        fields.put("Labels", labels());
        return fields;
    }

    /** The title of a field. */
    static String title(String field) {
        return switch (field) {
            case "ID" -> "CONTAINER ID";
            case "CreatedAt" -> "CREATED AT";
            case "RunningFor" -> "CREATED";
            default -> field.toUpperCase(java.util.Locale.ROOT);
        };
    }

    /** What {@code --json} prints. */
    record Listed(
            String id,
            String name,
            String image,
            List<String> command,
            String created,
            String state,
            String status,
            List<String> ports,
            Map<String, String> labels) {}

    Listed listed() {
        return new Listed(
                row.id(),
                row.name(),
                image(row.image()),
                row.command(),
                row.created().toString(),
                row.state().word(),
                status(),
                row.ports(),
                row.labels());
    }
}
