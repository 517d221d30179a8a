package hangari.cli.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code NAME=VALUE} on the command line and, one a line, in files. */
final class Variables {
    private static final long LONGEST_FILE = 1 << 20;

    private Variables() {}

    /**
     * The variables of files, then those given one by one. One without a value has that of our environment, and is left
     * out if there is none.
     */
    static List<String> all(List<Path> files, List<String> given, Map<String, String> environment) {
        return Stream.concat(files.stream().flatMap(Variables::lines), given.stream())
                .map(text -> resolved(text, environment))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> resolved(String text, Map<String, String> environment) {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        if (name.isEmpty() || name.chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException("bad variable \"" + text + "\": write NAME=VALUE");
        }
        return equals >= 0
                ? Optional.of(text)
                : Optional.ofNullable(environment.get(name)).map(value -> name + "=" + value);
    }

    /** Labels of files, then those given one by one; one without a value has an empty one. */
    static Map<String, String> labels(List<Path> files, List<String> given) {
        Map<String, String> labels = new LinkedHashMap<>();
        Stream.concat(files.stream().flatMap(Variables::lines), given.stream()).forEach(text -> {
            int equals = text.indexOf('=');
            String name = equals < 0 ? text : text.substring(0, equals);
            if (name.isEmpty()) {
                throw new IllegalArgumentException("bad label \"" + text + "\": write NAME=VALUE");
            }
            labels.put(name, equals < 0 ? "" : text.substring(equals + 1));
        });
        return labels;
    }

    /** Its lines, but for empty ones and remarks. */
    private static Stream<String> lines(Path file) {
        try {
            if (Files.size(file) > LONGEST_FILE) {
                throw new IllegalArgumentException(file + " is longer than 1 MiB: name a file of NAME=VALUE lines");
            }
            List<String> lines = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                String text = line.stripLeading();
                if (!text.isEmpty() && !text.startsWith("#")) {
                    lines.add(text);
                }
            }
            return lines.stream();
        } catch (java.nio.charset.MalformedInputException e) {
            throw new IllegalArgumentException(file + " is not UTF-8: name a file of NAME=VALUE lines", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
