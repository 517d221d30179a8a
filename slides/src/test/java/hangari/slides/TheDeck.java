package hangari.slides;

import hangari.lesson.source.Course;
import java.nio.file.Path;

/** The deck and the lessons of this checkout. */
final class TheDeck {
    static final Path FOLDER = Path.of("decks/lecture-1");
    static final Course COURSE = Course.read(Path.of("../lessons/course"));

    private TheDeck() {}

    static Deck read() {
        DeckReading reading = DeckReader.read(FOLDER, COURSE);
        if (reading instanceof DeckReading.Good good) {
            return good.deck();
        }
        throw new AssertionError(reading.problems() + " " + COURSE.problems());
    }
}
