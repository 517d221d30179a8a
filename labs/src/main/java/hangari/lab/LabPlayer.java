package hangari.lab;

import hangari.lesson.model.Language;
import hangari.lesson.model.LessonText;
import hangari.lesson.model.LessonText.StepText;
import hangari.lesson.model.Step;
import hangari.lesson.play.Bench;
import hangari.lesson.play.LessonRecord;
import hangari.lesson.play.Referee;
import hangari.lesson.play.Reply;
import java.util.List;
import java.util.Optional;

/**
 * A learner at a lab, without a screen: runs code, keeps which goals were reached, and gives hints.
 *
 * <p>One thread plays; {@link #interrupt} may come from any other.
 */
public final class LabPlayer implements AutoCloseable {
    private final Lab lab;
    private final Bench bench;
    private final Grader grader;
    private LessonRecord record;
    private Language language;
    private Optional<Grade> last = Optional.empty();

    public LabPlayer(Lab lab, LessonRecord record, Language language, Bench bench, Referee referee) {
        this.lab = lab;
        this.bench = bench;
        this.grader = new Grader(lab, bench, referee);
        this.record = record;
        this.language = language;
    }

    /**
     * What came of running code.
     *
     * @param grade how the goals stand now
     * @param reached the goals that were reached for the first time
     */
    public record Attempt(Grade grade, List<Step> reached) {
        public Attempt {
            reached = List.copyOf(reached);
        }
    }

    /** The lab. */
    public Lab lab() {
        return lab;
    }

    /** Which goals were ever reached, and which hints were given: save it after every move. */
    public LessonRecord record() {
        return record;
    }

    /** The language in which the player answers. */
    public Language language() {
        return language;
    }

    /** Speaks another language from now on. */
    public void speak(Language other) {
        language = other;
    }

    /** The prose of the lab. */
    public LessonText text() {
        return lab.text(language);
    }

    /** The prose of a goal. */
    public StepText text(Step goal) {
        return text().step(goal.id());
    }

    /** Whether a goal was ever reached. */
    public boolean isReached(Step goal) {
        return record.step(goal.id()).done();
    }

    /** The first goal that was not reached yet. */
    public Optional<Step> current() {
        return lab.goals().stream().filter(goal -> !isReached(goal)).findFirst();
    }

    /** The text of the hint that fits what is wrong with a goal, if there is one. */
    public Optional<String> hint(Grade.Mark mark) {
        return mark.hint().map(id -> text(mark.goal()).observed().getOrDefault(id, ""));
    }

    /** How the goals stood when code was last run or looked at. */
    public Optional<Grade> last() {
        return last;
    }

    /** Runs code in a session of its own. */
    public Attempt runAnew(String code) {
        return keep(grader.runAnew(code), code);
    }

    /** Runs code in the session as it is. */
    public Attempt run(String code) {
        return keep(grader.run(code), code);
    }

    /** Looks at the kernel again. */
    public Attempt lookAgain() {
        return keep(grader.lookAgain(), "");
    }

    private Attempt keep(Grade grade, String code) {
        List<Step> reached = grade.goals().stream()
                .filter(Grade.Mark::reached)
                .map(Grade.Mark::goal)
                .filter(goal -> !isReached(goal))
                .toList();
        for (Step goal : reached) {
            record =
                    record.with(goal.id(), record.step(goal.id()).doneWith(code.isBlank() ? List.of() : List.of(code)));
        }
        last = Optional.of(grade);
        return new Attempt(grade, reached);
    }

    /** The next written hint of a goal; empty if all were given. */
    public Optional<Reply.HintGiven> nextHint(Step goal) {
        List<String> hints = text(goal).hints();
        int given = record.step(goal.id()).hints();
        if (given >= hints.size()) {
            return Optional.empty();
        }
        record = record.with(goal.id(), record.step(goal.id()).hinted());
        return Optional.of(new Reply.HintGiven(hints.get(given), given + 1, hints.size()));
    }

    /** The code that reaches every goal. */
    public String solution() {
        lab.goals()
                .forEach(goal ->
                        record = record.with(goal.id(), record.step(goal.id()).solved()));
        return lab.solution();
    }

    /** Forgets every box and variable. */
    public void reset() {
        grader.renew();
        last = Optional.empty();
    }

    /** Asks the code that is being run to stop. */
    public void interrupt() {
        bench.interrupt();
    }

    /** Ends the session. */
    @Override
    public void close() {
        bench.close();
    }
}
