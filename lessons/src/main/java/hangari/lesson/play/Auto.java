package hangari.lesson.play;

import hangari.lesson.check.Verdict;
import hangari.lesson.model.Lesson;
import hangari.lesson.model.Step;
import hangari.lesson.shell.Outcome;
import hangari.lesson.shell.SnippetResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Plays the model answers of a lesson, so that a machine can tell whether every check still holds. */
public final class Auto {
    private Auto() {}

    /** What became of a step that was played by itself. */
    public sealed interface StepResult {
        /** The lesson's id. */
        String lesson();

        /** The step's id. */
        String step();

        /** The model answer passed the check. */
        record Passed(String lesson, String step) implements StepResult {}

        /** It did not, and why. */
        record Failed(String lesson, String step, String reason) implements StepResult {}

        /** This machine cannot run it, and why. */
        record Skipped(String lesson, String step, String reason) implements StepResult {}
    }

    /** What became of all of them. */
    public record Report(List<StepResult> results) {
        public Report {
            results = List.copyOf(results);
        }

        /** How many steps really ran and passed. */
        public int passed() {
            return count(StepResult.Passed.class);
        }

        /** How many ran and did not pass. */
        public int failed() {
            return count(StepResult.Failed.class);
        }

        /** How many could not be run here. */
        public int skipped() {
            return count(StepResult.Skipped.class);
        }

        private int count(Class<? extends StepResult> kind) {
            return (int) results.stream().filter(kind::isInstance).count();
        }

        /** Both, one after the other. */
        public Report and(Report other) {
            List<StepResult> all = new ArrayList<>(results);
            all.addAll(other.results);
            return new Report(all);
        }
    }

    /**
     * Plays the whole lesson from its beginning, or one step of it.
     *
     * @param player sits at the beginning of the lesson
     * @param only the id of the one step, if only one is to be played
     * @param each is told each result as soon as it is there
     */
    public static Report play(LessonPlayer player, Optional<String> only, Consumer<StepResult> each) {
        List<StepResult> results = new ArrayList<>();
        only.ifPresent(step -> player.play(new Move.Jump(step)));
        do {
            StepResult result = playStep(player);
            results.add(result);
            each.accept(result);
        } while (only.isEmpty() && player.play(new Move.Next()) instanceof Reply.Arrived);
        return new Report(results);
    }

    private static StepResult playStep(LessonPlayer player) {
        Lesson lesson = player.lesson();
        Step step = player.step();
        if (!player.missing().isEmpty()) {
            return new StepResult.Skipped(lesson.id(), step.id(), String.join("; ", player.missing()));
        }
        step.prediction().ifPresent(question -> player.play(new Move.Predict(question.answer())));
        Reply reply = player.play(new Move.Run(step.answer()));
        return reply instanceof Reply.Tried tried && tried.attempt().passed()
                ? new StepResult.Passed(lesson.id(), step.id())
                : new StepResult.Failed(lesson.id(), step.id(), why(player, reply));
    }

    private static String why(LessonPlayer player, Reply reply) {
        if (!(reply instanceof Reply.Tried tried)) {
            return reply.toString();
        }
        Attempt attempt = tried.attempt();
        if (attempt.verdict().isPresent() && attempt.verdict().get() instanceof Verdict.Failed failed) {
            return failed.mismatch().message().in(player.language());
        }
        return broken(attempt.outcome());
    }

    private static String broken(Outcome outcome) {
        for (SnippetResult result : outcome.results()) {
            if (!result.diagnostics().isEmpty()) {
                var error = result.diagnostics().get(0);
                return error.line() + ":" + error.column() + ": " + error.message();
            }
            if (result.thrown().isPresent()) {
                return result.thrown().get().type() + ": "
                        + result.thrown().get().message();
            }
        }
        return outcome.end().map(end -> "the session: " + end).orElse("the model answer shows nothing to judge");
    }
}
