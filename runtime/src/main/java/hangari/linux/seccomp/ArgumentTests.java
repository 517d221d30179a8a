package hangari.linux.seccomp;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

/** Compiles what a call's arguments must be. BPF has 32 bits, so a {@code long} is tested by its halves. */
final class ArgumentTests {
    private final Outcome outcome;
    private final String name;
    private final Function<Action, Line.Label> ends;
    private final List<Line> lines = new ArrayList<>();
    private int labels;

    /**
     * The tests of an outcome that has cases.
     *
     * @param name what its labels begin with
     * @param ends where an action's return is
     */
    ArgumentTests(Outcome outcome, String name, Function<Action, Line.Label> ends) {
        this.outcome = outcome;
        this.name = name + ".";
        this.ends = ends;
    }

    List<Line> lines() {
        if (outcome.hangsOnOneInt()) {
            ranges();
        } else {
            inTurn();
        }
        return lines;
    }

    private void ranges() {
        TreeSet<Long> starts = new TreeSet<>(List.of(0L));
        outcome.cases().stream().flatMap(one -> one.when().stream()).forEach(comparison -> {
            starts.add(comparison.value());
            starts.add(Math.min(comparison.value() + 1, Comparison.LOW));
        });
        RangeTree<Action> tree = new RangeTree<>(name, ends);
        starts.forEach(value -> tree.from(value, outcome.ofInt(value)));
        lines.add(new Line.Load(low(outcome.cases().get(0).when().get(0))));
        lines.addAll(tree.lines());
    }

    private void inTurn() {
        for (int i = 0; i < outcome.cases().size(); i++) {
            boolean last = i == outcome.cases().size() - 1;
            Line.Label next = last ? ends.apply(outcome.otherwise()) : fresh();
            all(outcome.cases().get(i), next);
            if (!last) {
                lines.add(next);
            }
        }
    }

    private void all(Outcome.Case one, Line.Label no) {
        for (int i = 0; i < one.when().size(); i++) {
            boolean last = i == one.when().size() - 1;
            Line.Label yes = last ? ends.apply(one.then()) : fresh();
            comparison(one.when().get(i), yes, no);
            if (!last) {
                lines.add(yes);
            }
        }
    }

    private void comparison(Comparison wanted, Line.Label yes, Line.Label no) {
        switch (wanted.test()) {
            case EQ -> equal(wanted, yes, no);
            case NE -> equal(wanted, no, yes);
            case GE -> order(wanted, Line.Test.JGE, yes, no);
            case LT -> order(wanted, Line.Test.JGE, no, yes);
            case GT -> order(wanted, Line.Test.JGT, yes, no);
            case LE -> order(wanted, Line.Test.JGT, no, yes);
        }
    }

    private void equal(Comparison wanted, Line.Label yes, Line.Label no) {
        if (high(wanted.mask()) != 0 || high(wanted.value()) != 0) {
            Line.Label same = fresh();
            load(low(wanted) + 4, high(wanted.mask()));
            lines.add(new Line.Jump(Line.Test.JEQ, high(wanted.value()), same, no));
            lines.add(same);
        }
        load(low(wanted), (int) wanted.mask());
        lines.add(new Line.Jump(Line.Test.JEQ, (int) wanted.value(), yes, no));
    }

    private void order(Comparison wanted, Line.Test test, Line.Label yes, Line.Label no) {
        if (wanted.width() == Comparison.Width.LONG) {
            Line.Label notMore = fresh();
            Line.Label same = fresh();
            load(low(wanted) + 4, high(wanted.mask()));
            lines.add(new Line.Jump(Line.Test.JGT, high(wanted.value()), yes, notMore));
            lines.add(notMore);
            lines.add(new Line.Jump(Line.Test.JEQ, high(wanted.value()), same, no));
            lines.add(same);
        }
        load(low(wanted), (int) wanted.mask());
        lines.add(new Line.Jump(test, (int) wanted.value(), yes, no));
    }

    private void load(int offset, int mask) {
        lines.add(new Line.Load(offset));
        if (mask != -1) {
            lines.add(new Line.And(mask));
        }
    }

    /** Where the low half of the argument is: both architectures are little-endian. */
    private static int low(Comparison comparison) {
        return PolicyCompiler.ARGUMENTS + 8 * comparison.argument();
    }

    private static int high(long value) {
        return (int) (value >>> 32);
    }

    private Line.Label fresh() {
        labels++;
        return new Line.Label(name + labels);
    }
}
