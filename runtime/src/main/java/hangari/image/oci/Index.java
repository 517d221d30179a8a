package hangari.image.oci;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import hangari.image.ImageException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A list of images, mostly of the same one for several kinds of machine.
 *
 * <p>Source: OCI image specification, image-index.md; Docker's manifest list has the same form.
 *
 * @param mediaType what the document says of itself, if it does
 * @param other keys that we do not know, kept
 */
public record Index(
        @JsonProperty(required = true) int schemaVersion,
        Optional<MediaType> mediaType,

        @JsonInclude(JsonInclude.Include.ALWAYS) @JsonProperty(required = true)
        List<Descriptor> manifests,

        Map<String, String> annotations,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> other)
        implements Document {

    public Index {
        manifests = List.copyOf(manifests);
        annotations = Map.copyOf(annotations);
    }

    /** An index as OCI has it. */
    public static Index of(List<Descriptor> manifests) {
        return new Index(2, Optional.of(MediaType.INDEX), manifests, Map.of(), Map.of());
    }

    /** The same with other entries. */
    public Index with(List<Descriptor> entries) {
        return new Index(schemaVersion, mediaType, entries, annotations, other);
    }

    /**
     * The image for a machine, or an index of such. An entry that says nothing of a machine is taken if none fits
     * better.
     *
     * @throws ImageException if there is none, with those that there are
     */
    public Descriptor choose(Platform machine) {
        return first(entry -> entry.platform().map(machine::runs).orElse(false))
                .or(() -> first(entry -> entry.platform().isEmpty()))
                .orElseThrow(() -> new ImageException("no image for " + machine + ": the index has " + offered()
                        + ": choose another tag or platform"));
    }

    // image-index.md: "If multiple manifests match a client or runtime's requirements, the first matching entry SHOULD
    // be used"; "An encountered mediaType that is unknown to the implementation MUST NOT generate an error".
    private Optional<Descriptor> first(Predicate<Descriptor> fits) {
        return manifests.stream().filter(Index::isKnown).filter(fits).findFirst();
    }

    private static boolean isKnown(Descriptor entry) {
        return entry.mediaType().isManifest() || entry.mediaType().isIndex();
    }

    private String offered() {
        String platforms = manifests.stream()
                .flatMap(entry -> entry.platform().stream())
                .map(Platform::toString)
                .distinct()
                .limit(20)
                .collect(Collectors.joining(", "));
        return platforms.isEmpty() ? "none" : platforms;
    }
}
