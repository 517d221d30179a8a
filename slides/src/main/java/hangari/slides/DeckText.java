package hangari.slides;

import java.util.Map;

/**
 * A deck's prose in one language, as Markdown.
 *
 * @param title the deck's title
 * @param slides the text of each slide, by its id
 */
public record DeckText(String title, Map<String, SlideText> slides) {
    public DeckText {
        slides = Map.copyOf(slides);
    }

    /** The text of a slide. */
    public SlideText slide(String id) {
        SlideText text = slides.get(id);
        if (text == null) {
            throw new IllegalStateException("no text for slide " + id);
        }
        return text;
    }

    /**
     * The prose of one slide.
     *
     * @param title one line
     * @param body what the class sees; may be empty where something happens on the slide
     * @param notes what the speaker alone sees
     */
    public record SlideText(String title, String body, String notes) {}
}
