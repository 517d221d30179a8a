package hangari.linux.seccomp;

import java.util.List;

/**
 * What becomes of a call, as far as its number tells.
 *
 * @param cases what its arguments may still change, in order
 * @param otherwise what becomes of it if no case holds
 */
record Outcome(List<Case> cases, Action otherwise) {
    /** A rule without its names; it has comparisons. */
    record Case(List<Comparison> when, Action then) {}

    Outcome {
        cases = List.copyOf(cases);
    }

    /** The outcome without those last cases that change nothing. */
    static Outcome of(List<Case> cases, Action otherwise) {
        int last = cases.size();
        while (last > 0 && cases.get(last - 1).then().equals(otherwise)) {
            last--;
        }
        return new Outcome(cases.subList(0, last), otherwise);
    }

    /** Whether one {@code int} argument alone decides, so that its values fall into ranges. */
    boolean hangsOnOneInt() {
        int argument = cases.get(0).when().get(0).argument();
        return cases.stream()
                .flatMap(one -> one.when().stream())
                .allMatch(comparison -> comparison.isPlainInt() && comparison.argument() == argument);
    }

    /** What becomes of the call if that argument has this value. */
    Action ofInt(long value) {
        return cases.stream()
                .filter(one -> one.when().stream()
                        .allMatch(comparison -> comparison.test().holds(value, comparison.value())))
                .findFirst()
                .map(Case::then)
                .orElse(otherwise);
    }
}
