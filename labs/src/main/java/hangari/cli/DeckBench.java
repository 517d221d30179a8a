package hangari.cli;

import hangari.lesson.model.Feature;
import hangari.lesson.model.Language;
import hangari.lesson.model.Lesson;
import hangari.lesson.play.LessonPlayer;
import hangari.lesson.play.LessonRecord;
import hangari.lesson.play.SessionBench;
import hangari.slides.Workbench;
import java.io.PrintStream;
import java.util.Map;

/**
 * Seats the pages of a deck: each in a session directory of its own, with nothing of the learner's progress.
 *
 * @param missing what this machine lacks, each with the reason and the remedy
 */
record DeckBench(Surroundings surroundings, Map<Feature, String> missing) implements Workbench {
    @Override
    public Seat sit(Lesson lesson, Language language, PrintStream output) {
        Classroom classroom = Classroom.open(surroundings);
        SessionBench bench = new SessionBench(classroom.settings().withOutput(output));
        return new ClassroomSeat(new LessonPlayer(lesson, LessonRecord.NEW, language, bench, missing), classroom);
    }

    private record ClassroomSeat(LessonPlayer player, Classroom classroom) implements Seat {
        @Override
        public void close() {
            try (classroom) {
                player.close();
            }
        }
    }
}
