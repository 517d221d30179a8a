package hangari.lab;

import hangari.lab.Grade.Mark;
import hangari.lesson.model.Feature;
import hangari.lesson.model.Language;
import hangari.lesson.model.Step;
import hangari.lesson.model.Step.WrongAnswer;
import hangari.lesson.play.Auto.Report;
import hangari.lesson.play.Auto.StepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Proves that a lab keeps what it promises: what it begins with reaches no goal, every kept wrong answer fails with its
 * own hint, and the solution reaches them all. Each answer has a session of its own.
 */
public final class LabRehearsal {
    private final Lab lab;
    private final Grader grader;
    private final Language language;

    private LabRehearsal(Lab lab, Grader grader, Language language) {
        this.lab = lab;
        this.grader = grader;
        this.language = language;
    }

    /**
     * Rehearses a lab.
     *
     * @param missing what this machine lacks: a lab that it cannot run is skipped, and says why
     * @param each is told the result of each goal
     */
    public static Report of(
            Lab lab, Grader grader, Language language, Map<Feature, String> missing, Consumer<StepResult> each) {
        List<String> reasons = lab.missing(missing);
        List<StepResult> results = reasons.isEmpty()
                ? new LabRehearsal(lab, grader, language).results()
                : lab.goals().stream()
                        .<StepResult>map(
                                goal -> new StepResult.Skipped(lab.id(), goal.id(), String.join("; ", reasons)))
                        .toList();
        results.forEach(each);
        return new Report(results);
    }

    private List<StepResult> results() {
        Grade start = grader.runAnew(lab.start());
        List<List<String>> faults = new ArrayList<>();
        for (Step goal : lab.goals()) {
            List<String> found = new ArrayList<>(startFaults(start, goal));
            goal.wrong().forEach(wrong -> found.addAll(wrongFaults(goal, wrong)));
            faults.add(found);
        }
        Grade solution = grader.runAnew(lab.solution());
        List<StepResult> results = new ArrayList<>();
        for (Step goal : lab.goals()) {
            List<String> found = faults.get(lab.number(goal) - 1);
            found.addAll(solutionFaults(solution, goal));
            results.add(
                    found.isEmpty()
                            ? new StepResult.Passed(lab.id(), goal.id())
                            : new StepResult.Failed(lab.id(), goal.id(), String.join("; ", found)));
        }
        grader.renew();
        return results;
    }

    private List<String> startFaults(Grade start, Step goal) {
        if (start.of(goal).reached()) {
            return List.of("the start already reaches it");
        }
        return stopped("the start", start);
    }

    private List<String> wrongFaults(Step goal, WrongAnswer wrong) {
        Grade grade = grader.runAnew(wrong.code());
        Mark mark = grade.of(goal);
        String code = wrong.code().strip().replaceAll("\\s+", " ");
        if (mark.reached()) {
            return List.of("a wrong answer reaches it: " + code);
        }
        String hint = mark.hint().orElse("none");
        return hint.equals(wrong.hint())
                ? List.of()
                : List.of("a wrong answer earns the hint " + hint + " instead of " + wrong.hint() + ": " + code);
    }

    private List<String> solutionFaults(Grade solution, Step goal) {
        Mark mark = solution.of(goal);
        return mark.reached()
                ? stopped("the solution", solution)
                : List.of("the solution does not reach it: " + Words.why(mark, language));
    }

    private static List<String> stopped(String what, Grade grade) {
        return Words.stop(grade.outcome())
                .map(reason -> List.of(what + " does not run to its end: " + reason))
                .orElse(List.of());
    }
}
