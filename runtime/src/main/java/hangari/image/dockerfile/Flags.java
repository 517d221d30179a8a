package hangari.image.dockerfile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The words with two dashes between an instruction and the rest of it.
 *
 * @param values by name, without the dashes
 * @param rest what comes behind them
 */
record Flags(Map<String, String> values, String rest) {
    /**
     * Reads those of an instruction.
     *
     * @param known those that it has
     * @throws DockerfileException for any other, and for one without a value
     */
    static Flags of(Place place, String word, String text, Set<String> known) {
        Map<String, String> values = new LinkedHashMap<>();
        String rest = text;
        while (rest.startsWith("--")) {
            List<String> parts = List.of(rest.split("\\s+", 2));
            rest = parts.size() > 1 ? parts.get(1) : "";
            if (parts.get(0).equals("--")) {
                break;
            }
            String[] flag = parts.get(0).substring(2).split("=", 2);
            check(place, word, flag, known);
            if (values.put(flag[0], flag[1]) != null) {
                throw place.failure("duplicate flag specified: --" + flag[0] + ": name it once");
            }
        }
        return new Flags(values, rest);
    }

    private static void check(Place place, String word, String[] flag, Set<String> known) {
        if (!known.contains(flag[0])) {
            String these = known.isEmpty()
                    ? "leave it out"
                    : "leave it out; there " + (known.size() == 1 ? "is" : "are") + " --"
                            + String.join(", --", known.stream().sorted().toList());
            throw place.failure("flag --" + flag[0] + " of " + word + " is not supported: " + these);
        }
        if (flag.length < 2 || flag[1].isEmpty()) {
            throw place.failure("missing a value on flag: --" + flag[0] + ": write --" + flag[0] + "=VALUE");
        }
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }
}
