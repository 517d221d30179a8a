package hangari.linux.seccomp;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A binary decision tree over the accumulator: which range of numbers is it in, and so where does it go?
 *
 * <p>Neighbouring numbers with the same end share a range, so a table of hundreds of calls becomes a few dozen tests,
 * of which a call meets about six.
 *
 * @param <T> what is decided
 */
final class RangeTree<T> {
    private record Range<T>(long from, T end) {}

    private final List<Range<T>> ranges = new ArrayList<>();
    private final Function<T, Line.Label> labels;
    private final String name;
    private final List<Line> lines = new ArrayList<>();
    private int nodes;

    /**
     * An empty tree.
     *
     * @param name what its labels begin with
     * @param labels where the code of a decision is
     */
    RangeTree(String name, Function<T, Line.Label> labels) {
        this.name = name;
        this.labels = labels;
    }

    /** From this number up, until the next that is added, it is decided so. The first is 0; they come in order. */
    void from(long number, T end) {
        if (ranges.isEmpty() || !ranges.get(ranges.size() - 1).end().equals(end)) {
            ranges.add(new Range<>(number, end));
        }
    }

    /** The tests. */
    List<Line> lines() {
        if (ranges.size() == 1) {
            Line.Label end = label(ranges.get(0));
            lines.add(new Line.Jump(Line.Test.JGE, 0, end, end));
        } else {
            node(0, ranges.size());
        }
        return lines;
    }

    private void node(int from, int to) {
        if (isOneNumberAmongOthers(from, to)) {
            Range<T> one = ranges.get(from + 1);
            lines.add(new Line.Jump(Line.Test.JEQ, (int) one.from(), label(one), label(ranges.get(from))));
            return;
        }
        int middle = (from + to + 1) / 2;
        Line.Label high = to - middle == 1 ? label(ranges.get(middle)) : next();
        Line.Label low = middle - from == 1 ? label(ranges.get(from)) : next();
        lines.add(new Line.Jump(Line.Test.JGE, (int) ranges.get(middle).from(), high, low));
        half(from, middle, low);
        half(middle, to, high);
    }

    private void half(int from, int to, Line.Label label) {
        if (to - from > 1) {
            lines.add(label);
            node(from, to);
        }
    }

    /** Such as "all are allowed but 5": one test for equality does for two. */
    private boolean isOneNumberAmongOthers(int from, int to) {
        return to - from == 3
                && ranges.get(from).end().equals(ranges.get(from + 2).end())
                && ranges.get(from + 2).from() == ranges.get(from + 1).from() + 1;
    }

    private Line.Label label(Range<T> range) {
        return labels.apply(range.end());
    }

    private Line.Label next() {
        nodes++;
        return new Line.Label(name + nodes);
    }
}
