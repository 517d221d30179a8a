package hangari.lesson.play;

import hangari.lesson.model.Feature;
import hangari.lesson.model.Language;
import hangari.lesson.model.Lesson;
import hangari.lesson.model.LessonText;
import hangari.lesson.model.LessonText.StepText;
import hangari.lesson.model.Step;
import hangari.lesson.play.LessonRecord.StepRecord;
import hangari.lesson.play.LessonRecord.Visit;
import hangari.lesson.play.Reply.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Plays one lesson: moves go in, replies come out, and nothing is printed or written.
 *
 * <pre>{@code
 * try (var player = new LessonPlayer(lesson, LessonRecord.NEW, Language.EN, new SessionBench(settings), Map.of())) {
 *     player.play(new Move.Predict("not-found"));
 *     player.play(new Move.RunShown()); // Tried[attempt=…]
 *     player.play(new Move.Next());     // Arrived[step=…]
 * }
 * }</pre>
 *
 * <p>The player keeps the session in step with the learner's place in the lesson: after a jump, an undo or the loss of
 * the VM it is rebuilt, either by {@link #prepare} in the background or before the next input. Moves are played by one
 * thread; {@link #prepare} and {@link #interrupt} may come from any other.
 */
public final class LessonPlayer implements AutoCloseable {
    private final Lesson lesson;
    private final Bench bench;
    private final Map<Feature, String> missing;
    private final Trial trial;
    private final Object session = new Object();
    private volatile LessonRecord record;
    private volatile Visit visit;
    private volatile Language language;
    private volatile boolean stale;
    private volatile Optional<Attempt> last = Optional.empty();

    /**
     * Sits down at a lesson, where the record says.
     *
     * @param missing what this machine lacks, each with the reason and the remedy in one line
     */
    public LessonPlayer(
            Lesson lesson, LessonRecord record, Language language, Bench bench, Map<Feature, String> missing) {
        this(lesson, record, language, bench, missing, Referee.KERNEL);
    }

    LessonPlayer(
            Lesson lesson,
            LessonRecord record,
            Language language,
            Bench bench,
            Map<Feature, String> missing,
            Referee referee) {
        this.lesson = lesson;
        this.bench = bench;
        this.missing = Map.copyOf(missing);
        this.trial = new Trial(bench, referee);
        this.language = language;
        this.visit = record.visit()
                .filter(known -> lesson.step(known.step()).isPresent())
                .orElseGet(() -> Visit.begin(lesson.steps().get(0).id()));
        this.record = record.at(visit);
        this.stale = !rebuildInputs().isEmpty();
    }

    /** The lesson that is played. */
    public Lesson lesson() {
        return lesson;
    }

    /** The step at which the learner is. */
    public Step step() {
        return lesson.step(visit.step()).orElseThrow();
    }

    /** The number of the step, from 1. */
    public int number() {
        return lesson.steps().indexOf(step()) + 1;
    }

    /** The language in which the player replies. */
    public Language language() {
        return language;
    }

    /** The prose of the lesson in that language. */
    public LessonText text() {
        return lesson.text(language);
    }

    /** The prose of the step. */
    public StepText stepText() {
        return text().step(visit.step());
    }

    /** Whether the step's check was passed during this visit. */
    public boolean passed() {
        return visit.passed();
    }

    /** Why this machine cannot run the step; empty if it can. */
    public List<String> missing() {
        return missing(step());
    }

    /** Why this machine cannot run a step; empty if it can. */
    public List<String> missing(Step step) {
        return step.requires().stream()
                .filter(missing::containsKey)
                .map(feature -> feature.key() + ": " + missing.get(feature))
                .toList();
    }

    /** The code that is shown and would be run as it stands: for a task, only its start until the solution was seen. */
    public String shownCode() {
        return stepRecord().solutionSeen() ? step().answer() : step().code();
    }

    /** Whether a prediction is still to be made before the code is run. */
    public boolean asksForPrediction() {
        return step().prediction().isPresent() && stepRecord().prediction().isEmpty() && !visit.passed();
    }

    /** How far the learner has come: save it after every move. */
    public LessonRecord record() {
        return record;
    }

    /** What the last input came to, if one was run since the step was entered. */
    public Optional<Attempt> lastAttempt() {
        return last;
    }

    /** Asks the input that is being run to stop. */
    public void interrupt() {
        bench.interrupt();
    }

    /**
     * Brings the session to where the learner is, if it is not there; may be called ahead, in the background.
     *
     * @return whether it is there now, or the learner has interrupted it
     * @throws hangari.lesson.shell.SessionException if no session can be started
     */
    public boolean prepare() {
        synchronized (session) {
            if (stale || !bench.alive()) {
                stale = false; // a move may make it so again meanwhile
                if (!Rebuild.run(bench, rebuildInputs())) {
                    stale = true;
                }
                trial.forget();
            }
            return !stale;
        }
    }

    private List<String> rebuildInputs() {
        return new Rebuild(lesson, step -> missing(step).isEmpty()).inputs(record, visit);
    }

    /** Plays a move. */
    public Reply play(Move move) {
        Reply reply = reply(move);
        record = record.visit().isPresent() || !(reply instanceof Reply.Finished) ? record.at(visit) : record;
        return reply;
    }

    private Reply reply(Move move) {
        if (move instanceof Move.Run run) {
            return run(run.code());
        } else if (move instanceof Move.RunShown) {
            return shownCode().isBlank() ? refuse(Reason.NO_CODE_SHOWN, "") : run(shownCode());
        } else if (move instanceof Move.Predict predict) {
            return predict(predict.choice());
        } else if (move instanceof Move.Next) {
            return next();
        } else if (move instanceof Move.Back) {
            return number() == 1
                    ? refuse(Reason.FIRST_STEP, "")
                    : enterAfresh(lesson.steps().get(number() - 2));
        } else if (move instanceof Move.Jump jump) {
            return find(jump.step()).map(this::enterAfresh).orElseGet(() -> refuse(Reason.NO_SUCH_STEP, jump.step()));
        } else if (move instanceof Move.Hint) {
            return hint();
        } else if (move instanceof Move.Check) {
            return check();
        } else if (move instanceof Move.Solution) {
            keep(stepRecord().solved());
            return new Reply.Solved(step().answer(), stepText().solution());
        } else if (move instanceof Move.Reset) {
            enterAfresh(step());
            return new Reply.WasReset(step());
        } else if (move instanceof Move.Undo) {
            return undo();
        }
        language = ((Move.Speak) move).language();
        return new Reply.Spoken(language);
    }

    private Reply predict(String choice) {
        if (step().prediction().isEmpty()) {
            return refuse(Reason.NO_PREDICTION, "");
        }
        if (!step().prediction().get().choices().contains(choice)) {
            return refuse(Reason.NO_SUCH_CHOICE, choice);
        }
        keep(stepRecord().predicting(choice));
        return new Reply.Predicted(choice);
    }

    private Reply run(String code) {
        Trial.Result result;
        synchronized (session) {
            boolean ofTheLesson = code.equals(shownCode()) || code.equals(step().answer());
            result = prepare() ? trial.run(step(), code, ofTheLesson) : Trial.INTERRUPTED;
        }
        String accepted = result.outcome().acceptedSource();
        if (!accepted.isEmpty()) {
            visit = visit.with(accepted);
        }
        return new Reply.Tried(attempt(code, result));
    }

    private Reply check() {
        if (last.isEmpty()) {
            return refuse(Reason.NOTHING_TO_CHECK, "");
        }
        if (!bench.alive()) {
            return refuse(Reason.NOTHING_TO_CHECK, "");
        }
        Trial.Result result = trial.lookAgain(step(), last.get().outcome());
        return new Reply.Tried(attempt(last.get().code(), result));
    }

    private Attempt attempt(String code, Trial.Result result) {
        boolean firstPass = result.passes() && !visit.passed();
        if (result.passes()) {
            visit = visit.pass();
            keep(stepRecord().doneWith(visit.inputs()));
        }
        Optional<Attempt.Foresight> foresight = firstPass ? foresight() : Optional.empty();
        foresight.ifPresent(known -> keep(stepRecord().foreseen(known.right())));
        Attempt attempt = new Attempt(
                code,
                result.outcome(),
                result.evidence(),
                result.verdict(),
                foresight,
                result.hint()
                        .map(id ->
                                new Attempt.Observed(id, stepText().observed().getOrDefault(id, ""))),
                firstPass);
        last = Optional.of(attempt);
        return attempt;
    }

    private Optional<Attempt.Foresight> foresight() {
        return stepRecord().prediction().flatMap(choice -> step().prediction().map(question -> {
            LessonText.Choice words = stepText().choice(choice);
            return new Attempt.Foresight(choice, question.answer().equals(choice), words == null ? "" : words.reply());
        }));
    }

    private Reply hint() {
        List<String> hints = stepText().hints();
        int given = stepRecord().hints();
        if (given >= hints.size()) {
            return refuse(Reason.NO_MORE_HINTS, "");
        }
        keep(stepRecord().hinted());
        return new Reply.HintGiven(hints.get(given), given + 1, hints.size());
    }

    private Reply undo() {
        if (visit.inputs().isEmpty()) {
            return refuse(Reason.NOTHING_TO_UNDO, "");
        }
        String dropped = visit.inputs().get(visit.inputs().size() - 1);
        visit = visit.withoutLast();
        stale = true;
        last = Optional.empty();
        return new Reply.Undone(dropped, visit.inputs().size());
    }

    /** A step that was not passed is left as if the model answer had been given: the next one may build on it. */
    private Reply next() {
        Step step = step();
        boolean finished = number() == lesson.steps().size();
        if (!finished && !visit.passed()) {
            return enterAfresh(lesson.steps().get(number()));
        }
        if (visit.passed() && missing(step).isEmpty()) {
            leave(step);
        }
        if (finished) {
            record = record.ended();
            return new Reply.Finished();
        }
        return enter(lesson.steps().get(number()));
    }

    /** Later steps use the variables of the model answer; a learner's own answer may have named them otherwise. */
    private void leave(Step step) {
        synchronized (session) {
            prepare();
            if (!Declarations.cover(visit.inputs(), step.answer())) {
                visit = visit.with(step.answer());
                keep(stepRecord().doneWith(visit.inputs()));
                bench.replay(step.answer());
            }
            if (!step.cleanup().isBlank()) {
                bench.replay(step.cleanup());
            }
        }
    }

    private Reply enter(Step step) {
        visit = Visit.begin(step.id());
        last = Optional.empty();
        trial.forget();
        return new Reply.Arrived(step);
    }

    private Reply enterAfresh(Step step) {
        stale = true;
        return enter(step);
    }

    private Optional<Step> find(String name) {
        Optional<Step> byId = lesson.step(name);
        if (byId.isPresent() || !name.matches("\\d{1,3}")) {
            return byId;
        }
        int index = Integer.parseInt(name) - 1;
        return index >= 0 && index < lesson.steps().size()
                ? Optional.of(lesson.steps().get(index))
                : Optional.empty();
    }

    private StepRecord stepRecord() {
        return record.step(visit.step());
    }

    private void keep(StepRecord step) {
        record = record.with(visit.step(), step);
    }

    private static Reply refuse(Reason reason, String value) {
        return new Reply.Refused(reason, value);
    }

    /** Ends the session. */
    @Override
    public void close() {
        bench.close();
    }
}
