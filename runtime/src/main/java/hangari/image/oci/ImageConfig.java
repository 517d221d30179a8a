package hangari.image.oci;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import hangari.image.ImageException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How an image is to be run, and what it was made of. Its digest is the image's id.
 *
 * <p>Source: OCI image specification, config.md. Keys that we do not know are kept: config.md says "Any extra fields in
 * the Image JSON struct are considered implementation specific and MUST be ignored by any implementations which are
 * unable to interpret them", and what is built upon the image may need them.
 *
 * @param created when, if it was said
 * @param config what a box gets by default
 */
public record ImageConfig(
        Optional<Instant> created,
        String author,
        @JsonProperty(required = true) String architecture,
        @JsonProperty(required = true) String os,
        String variant,
        Optional<Settings> config,
        @JsonProperty(required = true) RootFs rootfs,
        List<Step> history,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> other) {
    /** How large one may be, in bytes. */
    public static final int LIMIT = 8 * 1024 * 1024;

    public ImageConfig {
        history = List.copyOf(history);
    }

    /**
     * The layers, by what they are when they are unpacked.
     *
     * @param type always {@code layers}
     * @param diffIds the digest of each layer's uncompressed archive, the lowest first
     */
    public record RootFs(
            @JsonProperty(required = true) String type,

            @JsonInclude(JsonInclude.Include.ALWAYS) @JsonProperty(value = "diff_ids", required = true)
            List<Digest> diffIds) {
        public RootFs {
            // config.md: "MUST be set to layers. Implementations MUST generate an error if they encounter a unknown
            // value while verifying or unpacking an image."
            if (!type.equals("layers")) {
                throw new ImageException("bad rootfs type " + Quoted.of(type) + ": it must be \"layers\"");
            }
            diffIds = List.copyOf(diffIds);
        }

        /** Made of these layers. */
        public static RootFs of(List<Digest> diffIds) {
            return new RootFs("layers", diffIds);
        }
    }

    /**
     * How a layer came to be.
     *
     * @param createdBy the command
     * @param emptyLayer whether the step changed no file, so that it has no layer
     */
    public record Step(
            Optional<Instant> created,
            @JsonProperty("created_by") String createdBy,
            String author,
            String comment,

            @JsonInclude(JsonInclude.Include.NON_DEFAULT) @JsonProperty("empty_layer")
            boolean emptyLayer,

            @JsonAnySetter @JsonAnyGetter Map<String, Object> other) {}

    /** A new one, for this machine's kind or another. */
    public static ImageConfig of(Platform platform, Settings settings, List<Digest> diffIds) {
        return new ImageConfig(
                Optional.empty(),
                "",
                platform.architecture(),
                platform.os(),
                platform.variant(),
                Optional.of(settings),
                RootFs.of(diffIds),
                List.of(),
                Map.of());
    }

    /**
     * Reads one.
     *
     * @throws ImageException if it is none
     */
    public static ImageConfig read(byte[] content) {
        return OciJson.read(content, ImageConfig.class, "image config", LIMIT);
    }

    /** What machine it is for. */
    public Platform platform() {
        return new Platform(architecture, os, variant, Map.of());
    }

    /** What a box gets by default; nothing, if nothing was said. */
    public Settings settings() {
        return config.orElse(Settings.NONE);
    }

    /** The bytes to store and to hash; the same config always gives the same bytes. */
    public byte[] bytes() {
        return OciJson.write(this);
    }
}
