package hangari.lesson.play.screen;

import hangari.lesson.check.Evidence;
import hangari.lesson.model.Excerpt;
import hangari.lesson.model.Language;
import hangari.lesson.model.Lesson;
import hangari.lesson.play.Auto;
import hangari.lesson.play.LessonPlayer;
import hangari.lesson.play.LessonRecord;
import hangari.lesson.play.Move;
import hangari.lesson.play.Progress;
import hangari.lesson.play.ProgressStore;
import hangari.lesson.play.Recording;
import hangari.lesson.play.Reply;
import hangari.lesson.play.SessionBench;
import hangari.lesson.shell.CodeAssist;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Plays lessons, by hand or by itself: what {@code hangari learn} does. */
public final class Learn {
    private static final String SESSION_OPTION = "-Dhangari.session=";

    private final LearnRequest request;
    private final ProgressStore store;
    private Progress progress;
    private Language language;
    private boolean unsaved;
    private @Nullable SessionBench bench;

    private Learn(LearnRequest request) {
        this.request = request;
        this.store = new ProgressStore(request.state());
        ProgressStore.Loaded loaded = store.load();
        loaded.complaint().ifPresent(request.out()::println);
        this.progress = loaded.progress();
        this.language = request.language().or(progress::language).orElse(request.locale());
    }

    /**
     * Plays lessons by hand, from the one that was asked for on, until the learner leaves.
     *
     * @return the exit status
     * @throws LearnException if there is no such lesson or step
     */
    public static int run(LearnRequest request) {
        return new Learn(request).byHand();
    }

    /**
     * Plays the model answers of the lesson that was asked for, or of all of them, and prints a line for each step.
     *
     * @return what became of each step: fails the caller unless all that ran has passed and something ran
     * @throws LearnException if there is no such lesson or step
     */
    public static Auto.Report auto(LearnRequest request) {
        return new Learn(request).byItself();
    }

    /**
     * Plays the model answers of the lesson that was asked for, or of all of them, and keeps what they showed in the
     * lesson folders, for machines that cannot run a step.
     *
     * @return what became of each step
     * @throws IOException if a lesson folder cannot be written
     */
    public static Auto.Report record(LearnRequest request) throws IOException {
        return new Learn(request).recording();
    }

    private int byHand() {
        Asked asked = Asked.of(request, progress, Phrases.in(language));
        try (Screen screen = request.place().open(this::assist, Command.ALL, Phrases.in(language))) {
            Optional<Asked> next = Optional.of(asked);
            while (next.isPresent()) {
                next = play(next.get(), screen);
            }
        }
        return 0;
    }

    private Optional<CodeAssist> assist() {
        SessionBench now = bench;
        return now == null ? Optional.empty() : now.assist();
    }

    /** Plays one lesson; which one to go on with. */
    private Optional<Asked> play(Asked asked, Screen screen) {
        Lesson lesson = asked.lesson();
        SessionBench own = new SessionBench(request.session().withOutput(screen.output()));
        bench = own;
        LessonRecord record = progress.of(lesson.id());
        try (LessonPlayer player = new LessonPlayer(lesson, record, language, own, request.missing())) {
            asked.step().ifPresent(step -> jump(player, step));
            boolean anew = record.visit().isEmpty() && asked.step().isEmpty();
            Optional<Lesson> after = request.course().after(lesson);
            Dialogue.End end = new Dialogue(player, screen, after.map(Lesson::id), this::save).run(anew);
            language = player.language();
            if (end == Dialogue.End.FINISHED) {
                return after.map(next -> new Asked(next, Optional.empty()));
            }
            Phrases phrases = Phrases.in(language);
            screen.say(unsaved ? phrases.say("quit.unsaved") : phrases.say("quit.saved", lesson.id()));
            return Optional.empty();
        }
    }

    private void jump(LessonPlayer player, String step) {
        if (player.play(new Move.Jump(step)) instanceof Reply.Refused) {
            List<String> ids =
                    player.lesson().steps().stream().map(known -> known.id()).toList();
            throw new LearnException(Phrases.in(language)
                    .say("asked.step", player.lesson().id(), Excerpt.bare(step), String.join(", ", ids)));
        }
    }

    private void save(LessonPlayer player) {
        progress = progress.with(player.lesson().id(), player.record(), player.language());
        try {
            store.save(progress);
            unsaved = false;
        } catch (IOException e) {
            if (!unsaved) {
                request.out().println(Phrases.in(language).say("unsaved", String.valueOf(e.getMessage())));
            }
            unsaved = true;
        }
    }

    private List<Asked> all() {
        Phrases phrases = Phrases.in(language);
        if (request.lesson().isPresent()) {
            return List.of(Asked.of(request, progress, phrases));
        }
        List<Lesson> lessons = request.course().lessons();
        if (lessons.isEmpty()) {
            throw Asked.empty(request.course(), phrases);
        }
        return lessons.stream()
                .map(lesson -> new Asked(lesson, Optional.empty()))
                .toList();
    }

    private Auto.Report byItself() {
        Auto.Report report = new Auto.Report(List.of());
        for (Asked asked : all()) {
            report = report.and(auto(asked, (player, result) -> {}));
        }
        return told(report);
    }

    private Auto.Report recording() throws IOException {
        Auto.Report report = new Auto.Report(List.of());
        for (Asked asked : all()) {
            Map<String, List<Evidence>> steps = new HashMap<>();
            report = report.and(
                    auto(new Asked(asked.lesson(), Optional.empty()), (player, result) -> player.lastAttempt()
                            .ifPresent(attempt -> steps.put(result.step(), attempt.evidence()))));
            Recording.here(steps).write(asked.lesson().folder(), this::withoutPlace);
        }
        return told(report);
    }

    /** The directory of the session differs with every session. */
    private String withoutPlace(String text) {
        return request.session().vmOptions().stream()
                .filter(option -> option.startsWith(SESSION_OPTION))
                .map(option -> option.substring(SESSION_OPTION.length()))
                .reduce(text, (cleaned, place) -> cleaned.replace(place, "/var/lib/hangari/session"));
    }

    private Auto.Report told(Auto.Report report) {
        request.out()
                .println(Phrases.in(language).say("auto.total", report.passed(), report.failed(), report.skipped()));
        return report;
    }

    private Auto.Report auto(Asked asked, BiConsumer<LessonPlayer, Auto.StepResult> each) {
        AutoView view = new AutoView(new Look(!request.plain(), 80), Phrases.in(language));
        SessionBench own = new SessionBench(request.session());
        try (LessonPlayer player =
                new LessonPlayer(asked.lesson(), LessonRecord.NEW, language, own, request.missing())) {
            asked.step().ifPresent(step -> jump(player, step));
            return Auto.play(player, asked.step(), result -> {
                request.out().println(view.line(result));
                each.accept(player, result);
            });
        }
    }
}
