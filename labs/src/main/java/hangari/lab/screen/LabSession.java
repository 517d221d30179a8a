package hangari.lab.screen;

import hangari.lab.LabPlayer;
import hangari.lesson.model.Language;
import hangari.lesson.play.LessonRecord;
import hangari.lesson.play.ProgressStore;
import hangari.lesson.play.Referee;
import hangari.lesson.play.SessionBench;
import hangari.lesson.play.screen.Phrases;
import hangari.lesson.play.screen.Screen;
import hangari.lesson.shell.CodeAssist;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens a lab for a learner: what {@code hangari lab NAME} does. */
public final class LabSession {
    private final LabRequest request;
    private @Nullable SessionBench bench;
    private boolean unsaved;

    private LabSession(LabRequest request) {
        this.request = request;
    }

    /** Plays until the learner leaves. */
    public static void run(LabRequest request) {
        new LabSession(request).play();
    }

    /** What a lab says, beside what every dialogue says. */
    public static Phrases phrases(Language language) {
        return Phrases.in(language, LabSession.class);
    }

    private void play() {
        Phrases phrases = phrases(request.language());
        LessonRecord record =
                request.store().load().progress().ofLab(request.lab().id());
        try (Screen screen = request.place().open(this::assist, LabCommand.ALL, phrases)) {
            SessionBench own = new SessionBench(request.session().withOutput(screen.output()));
            bench = own;
            try (LabPlayer player = new LabPlayer(request.lab(), record, request.language(), own, Referee.KERNEL)) {
                new LabDialogue(player, request, screen, this::save).run();
                Phrases last = phrases(player.language());
                screen.say(
                        unsaved
                                ? last.say("quit.unsaved")
                                : last.say("quit.saved", request.lab().id()));
            }
        }
    }

    private Optional<CodeAssist> assist() {
        SessionBench now = bench;
        return now == null ? Optional.empty() : now.assist();
    }

    /** Read again before it is written: a check in another terminal may have written it meanwhile. */
    private void save(LabPlayer player) {
        try {
            ProgressStore store = request.store();
            store.save(store.load().progress().withLab(player.lab().id(), player.record(), player.language()));
            unsaved = false;
        } catch (IOException e) {
            if (!unsaved) {
                request.place().out().println(e.getMessage());
            }
            unsaved = true;
        }
    }
}
