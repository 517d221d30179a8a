package hangari.lesson.play;

import hangari.lesson.model.Step;
import hangari.lesson.model.Step.WrongAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Plays a lesson as its author must: what a task begins with does not pass, every kept wrong answer fails with its own
 * hint, and the model answer passes.
 */
public final class Rehearsal {
    private final LessonPlayer player;
    private final List<String> faults = new ArrayList<>();
    private int answers;

    private Rehearsal(LessonPlayer player) {
        this.player = player;
    }

    /**
     * What was found.
     *
     * @param answers how many answers were run
     * @param faults what did not go as the lesson says, one line each
     */
    public record Report(int answers, List<String> faults) {
        public Report {
            faults = List.copyOf(faults);
        }
    }

    /** Rehearses the lesson of a player who sits at its beginning; steps that cannot be run here are left out. */
    public static Report of(LessonPlayer player) {
        return new Rehearsal(player).rehearse();
    }

    private Report rehearse() {
        do {
            if (player.missing().isEmpty()) {
                rehearseStep(player.step());
            }
        } while (player.play(new Move.Next()) instanceof Reply.Arrived);
        return new Report(answers, faults);
    }

    private void rehearseStep(Step step) {
        if (step.isTask() && !step.code().isBlank() && !goes(step.code(), attempt -> !attempt.passed())) {
            fault("its start already passes");
        }
        for (WrongAnswer wrong : step.wrong()) {
            if (!goes(
                    wrong.code(), attempt -> !attempt.passed() && hint(attempt).equals(wrong.hint()))) {
                fault(wrong);
            }
        }
        if (!goes(step.answer(), Attempt::passed)) {
            fault("its model answer does not pass");
        }
    }

    /** A session takes its time to be reset, so that is done only where the answers before may have been in the way. */
    private boolean goes(String code, Predicate<Attempt> asItShould) {
        if (asItShould.test(run(code))) {
            return true;
        }
        player.play(new Move.Reset());
        return asItShould.test(run(code));
    }

    private void fault(WrongAnswer wrong) {
        Attempt attempt = player.lastAttempt().orElseThrow();
        String code = wrong.code().strip().replaceAll("\\s+", " ");
        fault(
                attempt.passed()
                        ? "a wrong answer passes: " + code
                        : "a wrong answer earns the hint " + hint(attempt) + " instead of " + wrong.hint() + ": "
                                + code);
    }

    private static String hint(Attempt attempt) {
        return attempt.hint().map(Attempt.Observed::id).orElse("none");
    }

    private Attempt run(String code) {
        answers++;
        return ((Reply.Tried) player.play(new Move.Run(code))).attempt();
    }

    private void fault(String what) {
        faults.add(player.lesson().id() + "/" + player.step().id() + ": " + what);
    }
}
