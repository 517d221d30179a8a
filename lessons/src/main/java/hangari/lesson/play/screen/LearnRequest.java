package hangari.lesson.play.screen;

import hangari.lesson.model.Feature;
import hangari.lesson.model.Language;
import hangari.lesson.shell.SessionSettings;
import hangari.lesson.source.Course;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code hangari learn} was asked for.
 *
 * @param course the lessons
 * @param lesson the id or number of one, possibly followed by {@code /STEP}; empty to go on where the learner was
 * @param language the one that was asked for; empty for the one of last time
 * @param locale the one to begin with
 * @param plain no cursor motion, no style: asked for, or because there is no terminal
 * @param state the folder of the learner's progress and history
 * @param session what each session is started with; its output is replaced by the screen
 * @param missing what this machine lacks, each with the reason and the remedy in one line
 * @param in where lines come from in plain mode
 * @param out where everything goes in plain mode
 * @param echo whether lines from {@code in} are shown, as those of a pipe must be
 */
public record LearnRequest(
        Course course,
        Optional<String> lesson,
        Optional<Language> language,
        Language locale,
        boolean plain,
        Path state,
        SessionSettings session,
        Map<Feature, String> missing,
        InputStream in,
        PrintStream out,
        boolean echo) {
    public LearnRequest {
        missing = Map.copyOf(missing);
    }

    /** Where the lessons are shown. */
    ScreenPlace place() {
        return new ScreenPlace(plain, state.resolve("history"), in, out, echo);
    }
}
