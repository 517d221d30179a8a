package hangari.lab.screen;

import hangari.lab.Lab;
import hangari.lab.Worksheet;
import hangari.lesson.model.Feature;
import hangari.lesson.model.Language;
import hangari.lesson.play.ProgressStore;
import hangari.lesson.play.screen.ScreenPlace;
import hangari.lesson.shell.SessionSettings;
import java.util.Map;

/**
 * What {@code hangari lab NAME} was asked for.
 *
 * @param lab the lab
 * @param worksheet the learner's file, which is there
 * @param language the one to begin with
 * @param place where it is shown
 * @param store where progress is kept
 * @param session what each session is started with; its output is replaced by the screen
 * @param missing what this machine lacks, each with the reason and the remedy in one line
 */
public record LabRequest(
        Lab lab,
        Worksheet worksheet,
        Language language,
        ScreenPlace place,
        ProgressStore store,
        SessionSettings session,
        Map<Feature, String> missing) {
    public LabRequest {
        missing = Map.copyOf(missing);
    }
}
