package hangari.container.life;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.MutableConfigOverride;
import tools.jackson.databind.json.JsonMapper;

/** Requests, answers and records as JSON: one line each, read within limits; keys that we do not know are passed over. */
public final class LifeJson {
    private static final int DEEPEST = 32;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .changeDefaultPropertyInclusion(
                    old -> JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
            .changeDefaultNullHandling(old -> JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL))
            .withConfigOverride(String.class, LifeJson::mayBeMissing)
            .withConfigOverride(Optional.class, LifeJson::mayBeMissing)
            .withConfigOverride(OptionalInt.class, LifeJson::mayBeMissing)
            .withConfigOverride(java.util.OptionalLong.class, LifeJson::mayBeMissing)
            .withConfigOverride(List.class, LifeJson::mayBeMissing)
            .withConfigOverride(Map.class, LifeJson::mayBeMissing)
            .build();

    private LifeJson() {}

    private static void mayBeMissing(MutableConfigOverride type) {
        type.setNullHandling(JsonSetter.Value.construct(Nulls.AS_EMPTY, Nulls.FAIL));
    }

    /** One line, without its end. */
    public static String write(Object value) {
        return JSON.writeValueAsString(value);
    }

    /**
     * Reads a value.
     *
     * @param what for the message, such as {@code request}
     */
    public static <T> T read(String text, Class<T> type, String what) {
        try {
            @Nullable T value = JSON.readValue(text, type);
            if (value == null) {
                throw new LifeException(LifeException.Kind.BAD_REQUEST, "bad " + what + ": it is null");
            }
            return value;
        } catch (JacksonException e) {
            if (e.getCause() instanceof LifeException ours) {
                throw ours;
            }
            throw new LifeException(LifeException.Kind.BAD_REQUEST, "bad " + what + ": " + e.getOriginalMessage(), e);
        }
    }
}
