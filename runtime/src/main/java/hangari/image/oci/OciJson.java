package hangari.image.oci;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import hangari.image.ImageException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.MutableConfigOverride;
import tools.jackson.databind.json.JsonMapper;

/** Reads documents that somebody else wrote, within limits, and writes our own, always in the same way. */
public final class OciJson {
    private static final String OURS = OciJson.class.getPackageName() + ".";
    private static final int DEEPEST = 64;
    private static final int LONGEST_STRING = 1024 * 1024;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(LONGEST_STRING)
                            .build())
                    // a key that is there twice is read differently by different readers
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .changeDefaultPropertyInclusion(
                    old -> JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
            .changeDefaultVisibility(seen -> seen.withIsGetterVisibility(JsonAutoDetect.Visibility.NONE))
            // what must be there must not be null; for the rest, Go writes what is empty as null
            .changeDefaultNullHandling(old -> JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL))
            .withConfigOverride(String.class, OciJson::mayBeMissing)
            .withConfigOverride(boolean.class, OciJson::mayBeMissing)
            .withConfigOverride(Optional.class, OciJson::mayBeMissing)
            .withConfigOverride(List.class, OciJson::mayBeMissing)
            .withConfigOverride(
                    Map.class, map -> map.setNullHandling(JsonSetter.Value.construct(Nulls.AS_EMPTY, Nulls.AS_EMPTY)))
            .build();

    private OciJson() {}

    private static void mayBeMissing(MutableConfigOverride type) {
        type.setNullHandling(JsonSetter.Value.construct(Nulls.AS_EMPTY, Nulls.FAIL));
    }

    /**
     * Reads a document.
     *
     * @param what for the message, such as {@code image manifest}
     */
    public static <T> T read(byte[] content, Class<T> type, String what, int limit) {
        if (content.length > limit) {
            throw new ImageException(
                    what + " of " + content.length + " bytes is too large: at most " + limit + " are read");
        }
        try {
            @Nullable T document = JSON.readValue(content, type);
            if (document == null) {
                throw new ImageException("bad " + what + ": it is null: the file is not what it is named");
            }
            return document;
        } catch (JacksonException e) {
            throw new ImageException("bad " + what + ": " + reason(e));
        }
    }

    // Our own complaint about a value is the cause of Jackson's, and says more.
    private static String reason(JacksonException e) {
        if (e.getCause() instanceof ImageException ours) {
            return String.valueOf(ours.getMessage());
        }
        String place = e.getPathReference();
        String said = Quoted.of(String.valueOf(e.getOriginalMessage()).replace(OURS, ""));
        return said + (place.isEmpty() ? "" : " at " + Quoted.of(path(place))) + ": the file is not what it is named";
    }

    /** {@code Manifest["layers"]->Descriptor["size"]}, without the names of our classes. */
    private static String path(String reference) {
        return reference.replaceAll("[\\w.$]+\\[\"?|\"?\\]", "").replace("->", ".");
    }

    static byte[] write(Object document) {
        return JSON.writeValueAsBytes(document);
    }
}
