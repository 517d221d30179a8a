package hangari.image.oci;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One image: its configuration and its layers.
 *
 * <p>Source: OCI image specification, manifest.md; Docker's "Image Manifest Version 2, Schema 2" has the same form.
 *
 * @param mediaType what the document says of itself, if it does
 * @param layers the lowest first
 * @param other keys that we do not know, kept
 */
public record Manifest(
        @JsonProperty(required = true) int schemaVersion,
        Optional<MediaType> mediaType,
        @JsonProperty(required = true) Descriptor config,

        @JsonInclude(JsonInclude.Include.ALWAYS) @JsonProperty(required = true)
        List<Descriptor> layers,

        Map<String, String> annotations,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> other)
        implements Document {

    public Manifest {
        layers = List.copyOf(layers);
        annotations = Map.copyOf(annotations);
    }

    /** A manifest as OCI has it. */
    public static Manifest of(Descriptor config, List<Descriptor> layers) {
        return new Manifest(2, Optional.of(MediaType.MANIFEST), config, layers, Map.of(), Map.of());
    }

    /** Whether it can be run; else it is an artifact in the form of an image, such as a signature. */
    public boolean isImage() {
        return config.mediaType().isConfig()
                && layers.stream().allMatch(layer -> layer.mediaType().layer().isPresent());
    }
}
