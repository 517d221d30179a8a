package hangari.slides;

import hangari.lesson.source.Problem;
import java.util.List;

/** What came of reading a deck folder: a deck, or what is wrong with it. */
public sealed interface DeckReading {
    /** What is wrong; empty for a deck. */
    List<Problem> problems();

    /** The folder holds a deck without fault. */
    record Good(Deck deck) implements DeckReading {
        @Override
        public List<Problem> problems() {
            return List.of();
        }
    }

    /** The folder holds no deck that can be shown. */
    record Broken(List<Problem> problems) implements DeckReading {
        public Broken {
            problems = problems.stream().sorted().distinct().toList();
        }
    }
}
