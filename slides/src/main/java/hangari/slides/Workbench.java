package hangari.slides;

import hangari.lesson.model.Language;
import hangari.lesson.model.Lesson;
import hangari.lesson.play.LessonPlayer;
import java.io.IOException;
import java.io.PrintStream;

/** Where a page plays lessons: whoever serves the deck knows how sessions are started on this machine. */
public interface Workbench {
    /**
     * Sits down at the beginning of a lesson, in a session of its own.
     *
     * @param output where what the code prints goes
     * @throws IOException one line with the remedy, if there is no room for a session
     */
    Seat sit(Lesson lesson, Language language, PrintStream output) throws IOException;

    /** A player, and whatever must be removed when it is no longer needed. */
    interface Seat extends AutoCloseable {
        /** The player. */
        LessonPlayer player();

        /** Ends the session with all that it started. */
        @Override
        void close();
    }
}
