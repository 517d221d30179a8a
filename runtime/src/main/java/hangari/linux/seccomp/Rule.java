package hangari.linux.seccomp;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What becomes of some calls if their arguments are as they must be.
 *
 * @param calls the calls, by name
 * @param when what must hold, all of it; empty for always
 * @param then what becomes of them
 */
public record Rule(Set<String> calls, List<Comparison> when, Action then) {
    public Rule {
        calls = Set.copyOf(calls);
        when = List.copyOf(when);
    }

    /** Whether it holds for these six arguments. */
    boolean holds(List<Long> arguments) {
        return when.stream().allMatch(comparison -> comparison.holds(arguments));
    }

    /** As a policy file writes it. */
    @Override
    public String toString() {
        String line = then + " " + String.join(" ", new TreeSet<>(calls));
        return when.isEmpty()
                ? line
                : line + when.stream().map(Comparison::toString).collect(Collectors.joining(" and ", " if ", ""));
    }
}
