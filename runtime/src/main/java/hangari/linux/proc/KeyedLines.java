package hangari.linux.proc;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The lines {@code Key: value} of status and of smaps_rollup. */
final class KeyedLines {
    private final String file;
    private final Map<String, String> values = new HashMap<>();

    KeyedLines(String file, String text) {
        this.file = file;
        for (String line : text.split("\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                values.putIfAbsent(
                        line.substring(0, colon), line.substring(colon + 1).strip());
            }
        }
    }

    /** The value with the blanks inside it: a name may hold, or begin with, anything. */
    static Optional<String> raw(String text, String key) {
        for (String line : text.split("\n", -1)) {
            if (line.startsWith(key + ":\t")) {
                return Optional.of(line.substring(key.length() + 2));
            }
        }
        return Optional.empty();
    }

    String need(String key) {
        String value = values.get(key);
        if (value == null) {
            throw new ProcFormatException(file, "a line " + key + ":", "none");
        }
        return value;
    }

    long number(String key) {
        return ProcFormatException.number(file, "a number for " + key, need(key));
    }

    OptionalLong maybe(String key) {
        return values.containsKey(key) ? OptionalLong.of(number(key)) : OptionalLong.empty();
    }

    /** The numbers of a line; none if the kernel does not write it. */
    List<Long> numbers(String key) {
        String value = values.getOrDefault(key, "");
        return value.isEmpty()
                ? List.of()
                : List.of(value.split("\\s+", -1)).stream()
                        .map(word -> ProcFormatException.number(file, "numbers for " + key, word))
                        .toList();
    }

    /** A set of bits, written in hexadecimal; 0 if the kernel does not write it. */
    long bits(String key) {
        String value = values.getOrDefault(key, "0");
        try {
            return Long.parseUnsignedLong(value, 16);
        } catch (NumberFormatException e) {
            throw new ProcFormatException(file, "hexadecimal digits for " + key, value);
        }
    }

    /** An amount of memory in bytes; written in kB, which here means KiB. */
    OptionalLong bytes(String key) {
        String value = values.get(key);
        if (value == null) {
            return OptionalLong.empty();
        }
        if (!value.endsWith(" kB")) {
            throw new ProcFormatException(file, "kB for " + key, value);
        }
        String digits = value.substring(0, value.length() - 3);
        return OptionalLong.of(1024 * ProcFormatException.number(file, "kB for " + key, digits));
    }
}
