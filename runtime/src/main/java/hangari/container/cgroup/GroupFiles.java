package hangari.container.cgroup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The files of a group, in whichever of its directories they are: their names differ from version to version. */
record GroupFiles(Map<Path, Version> directories) {

    // cgroup-v2.rst, "Format": a single value, which may be "max".
    /** The number in the first of these files that is there; empty without one, or for {@code max}. */
    OptionalLong number(String... files) {
        for (String file : files) {
            Optional<String> text = text(file);
            if (text.isPresent()) {
                return number(text.get().strip());
            }
        }
        return OptionalLong.empty();
    }

    // cgroup-v2.rst, "Format", "Flat keyed": "KEY0 VAL0\n KEY1 VAL1\n".
    /** The number behind this key. */
    OptionalLong keyed(String file, String key) {
        return text(file).stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith(key + " "))
                .map(line -> number(line.substring(key.length() + 1).strip()))
                .findFirst()
                .orElse(OptionalLong.empty());
    }

    private static OptionalLong number(String text) {
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private Optional<String> text(String file) {
        return directories.keySet().stream()
                .map(directory -> directory.resolve(file))
                .filter(Files::isReadable)
                .flatMap(path -> text(path).stream())
                .findFirst();
    }

    private static Optional<String> text(Path path) {
        try {
            return Optional.of(Files.readString(path, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
