package hangari.slides;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import hangari.lesson.model.Language;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** What a page asks for: one JSON object with the key {@code do}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "do")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Wish.Open.class, name = "open"),
    @JsonSubTypes.Type(value = Wish.Hands.class, name = "hands"),
    @JsonSubTypes.Type(value = Wish.Run.class, name = "run"),
    @JsonSubTypes.Type(value = Wish.Check.class, name = "check"),
    @JsonSubTypes.Type(value = Wish.Hint.class, name = "hint"),
    @JsonSubTypes.Type(value = Wish.Solution.class, name = "solution"),
    @JsonSubTypes.Type(value = Wish.Reset.class, name = "reset"),
    @JsonSubTypes.Type(value = Wish.Interrupt.class, name = "interrupt"),
    @JsonSubTypes.Type(value = Wish.Speak.class, name = "speak")
})
sealed interface Wish {
    /** Goes to the step of this slide. */
    record Open(String slide) implements Wish {}

    /** So many hands were raised for each choice. */
    record Hands(Map<String, Integer> counts) implements Wish {}

    /** Runs this code. */
    record Run(String code) implements Wish {}

    /** Looks at the kernel again. */
    record Check() implements Wish {}

    /** Asks for the next written hint. */
    record Hint() implements Wish {}

    /** Asks for the model answer. */
    record Solution() implements Wish {}

    /** Takes the session back to where the step began. */
    record Reset() implements Wish {}

    /** Stops what runs. */
    record Interrupt() implements Wish {}

    /** Goes on in this language. */
    record Speak(String language) implements Wish {
        Language named() {
            return Language.of(language)
                    .orElseThrow(() -> new BadWish("no language " + language + ": ko and en are there"));
        }
    }

    /** It cannot be granted; the message is one line. */
    final class BadWish extends RuntimeException {
        private static final long serialVersionUID = 1;

        BadWish(String message) {
            super(message);
        }
    }

    /**
     * Reads a message of the page.
     *
     * @throws BadWish if it is none
     */
    static Wish read(String json) {
        try {
            Wish wish = Json.STRICT.readValue(json, Wish.class);
            if (wish != null) {
                return wish;
            }
        } catch (JacksonException e) {
            // said below, without repeating what was sent
        }
        throw new BadWish("not a message of the deck's page: reload the page");
    }

    /** Nothing is left out, nothing is added. */
    final class Json {
        private static final JsonMapper STRICT = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .build();

        private Json() {}
    }
}
