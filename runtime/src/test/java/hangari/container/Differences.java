package hangari.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is not the same in two containers, each as {@code NAME: THEIRS, OURS}. */
record Differences(Set<String> lines) {
    private static final String NOTHING = "nothing";

    /**
     * A difference that is meant.
     *
     * @param pattern of its line
     * @param why the reason
     * @param always whether it is there on every machine, and with every dockerd
     */
    record Known(String pattern, String why, boolean always) {
        static Known always(String pattern, String why) {
            return new Known(pattern, why, true);
        }

        static Known perhaps(String pattern, String why) {
            return new Known(pattern, why, false);
        }

        boolean is(String line) {
            return line.matches(pattern);
        }
    }

    /** Reads lines of a name, a sign and a value. */
    static Map<String, String> values(String text, String sign) {
        Map<String, String> values = new TreeMap<>();
        for (String line : text.lines().toList()) {
            String[] halves = line.split(sign, 2);
            assertThat(halves).as(line).hasSize(2);
            values.put(halves[0].strip(), halves[1].strip());
        }
        assertThat(values).isNotEmpty();
        return values;
    }

    static Differences between(Map<String, String> theirs, Map<String, String> ours) {
        Set<String> names = new TreeSet<>(theirs.keySet());
        names.addAll(ours.keySet());
        Set<String> lines = new LinkedHashSet<>();
        for (String name : names) {
            String left = theirs.getOrDefault(name, NOTHING);
            String right = ours.getOrDefault(name, NOTHING);
            if (!left.equals(right)) {
                lines.add(name + ": " + left + ", " + right);
            }
        }
        return new Differences(lines);
    }

    /** Fails if there is another difference than these, or if one that is always there is not. */
    void areOnly(Known... known) {
        List<Known> all = List.of(known);
        assertThat(lines).allMatch(line -> all.stream().anyMatch(one -> one.is(line)));
        all.stream().filter(Known::always).forEach(one -> assertThat(lines)
                .as("no longer needed: %s", one.why())
                .anyMatch(one::is));
    }
}
