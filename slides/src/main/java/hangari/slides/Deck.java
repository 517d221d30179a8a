package hangari.slides;

import hangari.lesson.model.Language;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One deck: its slides, and their prose in each language.
 *
 * @param id the name that is typed, such as {@code lecture-1}
 * @param slides in the order in which they are shown; never empty
 * @param prose the text in each language; every language is present
 * @param folder where it was read from
 */
public record Deck(String id, List<Slide> slides, Map<Language, DeckText> prose, Path folder) {
    public Deck {
        slides = List.copyOf(slides);
        prose = Map.copyOf(prose);
    }

    /** The text in one language. */
    public DeckText text(Language language) {
        DeckText text = prose.get(language);
        if (text == null) {
            throw new IllegalStateException("deck " + id + " has no text in " + language.code());
        }
        return text;
    }

    /** The slide with this id, if the deck has it. */
    public Optional<Slide> slide(String slideId) {
        return slides.stream().filter(slide -> slide.id().equals(slideId)).findFirst();
    }

    /** Minutes for the whole deck. */
    public int minutes() {
        return slides.stream().mapToInt(Slide::minutes).sum();
    }
}
