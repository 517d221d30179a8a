package hangari.slides;

import hangari.lesson.source.Course;
import hangari.lesson.source.Reading;
import java.nio.file.Path;

/** The deck and the lessons of this checkout. */
final class TheDeck {
    static final Path FOLDER = Path.of("decks/lecture-1");
    static final Course COURSE = Course.read(Path.of("../lessons/course"));

    private TheDeck() {}

    static Deck read() {
        Reading<Deck> reading = DeckReader.read(FOLDER, COURSE);
        if (reading instanceof Reading.Good<Deck> good) {
            return good.content();
        }
        throw new AssertionError(reading.problems() + " " + COURSE.problems());
    }
}
