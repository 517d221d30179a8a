package hangari.lab;

import hangari.lab.Grade.Mark;
import hangari.lesson.check.Evidence;
import hangari.lesson.model.Step;
import hangari.lesson.play.Bench;
import hangari.lesson.play.Referee;
import hangari.lesson.shell.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Runs code in a session, and judges every goal of a lab by all the boxes that were run in it.
 *
 * <pre>{@code
 * Grade grade = new Grader(lab, bench, Referee.KERNEL).runAnew(code);
 * grade.goals().forEach(mark -> ...);
 * }</pre>
 */
public final class Grader {
    private static final Outcome NOTHING = new Outcome(List.of(), List.of(), Optional.empty());

    private final Lab lab;
    private final Bench bench;
    private final Referee referee;
    private final ConcurrentSkipListMap<Integer, Evidence> boxes = new ConcurrentSkipListMap<>();
    private Outcome last = NOTHING;

    public Grader(Lab lab, Bench bench, Referee referee) {
        this.lab = lab;
        this.bench = bench;
        this.referee = referee;
    }

    /** Runs code in a session in which nothing was run before: what is graded does not depend on what was tried. */
    public Grade runAnew(String code) {
        renew();
        return run(code);
    }

    /** Runs code in the session as it is; the boxes that were run in it before count as well. */
    public Grade run(String code) {
        if (!bench.alive()) {
            renew();
        }
        last = bench.eval(code);
        see(last.evidence());
        return grade();
    }

    /** Looks at the kernel again: boxes that were started may have gone on. */
    public Grade lookAgain() {
        if (bench.alive()) {
            see(bench.newEvidence());
        }
        return grade();
    }

    /** Forgets every box, in a session of its own. */
    public void renew() {
        if (!bench.fresh()) {
            bench.renew();
        }
        boxes.clear();
        last = NOTHING;
    }

    private void see(List<Evidence> seen) {
        seen.forEach(box -> boxes.put(box.box(), box));
    }

    private Grade grade() {
        List<Evidence> all = List.copyOf(boxes.values());
        return new Grade(
                last, all, lab.goals().stream().map(goal -> mark(goal, all)).toList());
    }

    private Mark mark(Step goal, List<Evidence> all) {
        return new Mark(goal, referee.judge(goal, all, last.value()));
    }
}
