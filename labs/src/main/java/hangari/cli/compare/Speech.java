package hangari.cli.compare;

/** Phrases of the learner's language. */
@FunctionalInterface
public interface Speech {
    /** The phrase of this key, with its values filled in. */
    String say(String key, Object... values);
}
