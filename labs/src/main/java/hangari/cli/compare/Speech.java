package hangari.cli.compare;

import hangari.compare.Place;
import java.util.Locale;

/** Phrases of the learner's language. */
@FunctionalInterface
public interface Speech {
    /** The phrase of this key, with its values filled in. */
    String say(String key, Object... values);

    /** What a place is called. */
    default String name(Place place) {
        return say("compare.place." + place.name().toLowerCase(Locale.ROOT));
    }
}
