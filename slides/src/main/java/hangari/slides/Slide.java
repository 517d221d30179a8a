package hangari.slides;

import java.util.Optional;

/**
 * One slide.
 *
 * @param id unique within the deck
 * @param minutes how long it is shown
 * @param act what happens on it beside the talk, if anything does
 */
public record Slide(String id, int minutes, Optional<Act> act) {
    /** Something that is done with a step of a lesson. */
    public sealed interface Act {
        /** The lesson's id. */
        String lesson();

        /** The step's id. */
        String step();
    }

    /** The prediction of the step is put to the class, for a show of hands. */
    public record Ask(String lesson, String step) implements Act {}

    /** The step is run. */
    public record Demo(String lesson, String step) implements Act {}
}
