package hangari.cli.tally;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many passed, which failed, and how many were skipped for which reason.
 *
 * @param passed those that ran without fault
 * @param failures one line for each that failed
 * @param reasons how often each reason for skipping was given
 */
public record Count(int passed, List<String> failures, Map<String, Integer> reasons) {
    /** Nothing. */
    public static final Count NONE = new Count(0, List.of(), Map.of());

    public Count {
        failures = List.copyOf(failures);
        reasons = java.util.Collections.unmodifiableMap(new TreeMap<>(reasons));
    }

    static Count ofPassed() {
        return new Count(1, List.of(), Map.of());
    }

    static Count ofFailed(String line) {
        return new Count(0, List.of(line), Map.of());
    }

    static Count ofSkipped(String reason) {
        return new Count(0, List.of(), Map.of(reason, 1));
    }

    /** Both together. */
    public Count plus(Count other) {
        List<String> allFailures = new ArrayList<>(failures);
        allFailures.addAll(other.failures);
        Map<String, Integer> allReasons = new TreeMap<>(reasons);
        other.reasons.forEach((reason, times) -> allReasons.merge(reason, times, Integer::sum));
        return new Count(passed + other.passed, allFailures, allReasons);
    }

    /** How many really ran. */
    public int ran() {
        return passed + failed();
    }

    /** How many failed. */
    public int failed() {
        return failures.size();
    }

    /** How many did not run. */
    public int skipped() {
        return reasons.values().stream().mapToInt(Integer::intValue).sum();
    }
}
