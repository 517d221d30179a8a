package hangari.image.oci;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import hangari.image.ImageException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What kind of thing a blob is. OCI and Docker have each their own names for the same kinds; both are understood.
 *
 * <p>Source: OCI image specification, media-types.md; Docker's "Image Manifest Version 2, Schema 2".
 *
 * @param value such as {@code application/vnd.oci.image.manifest.v1+json}; it may be one that we do not know
 */
public record MediaType(@JsonValue String value) {
    // RFC 6838, 4.2: "All registered media types MUST be assigned top-level type and subtype names"; each begins with a
    // letter or a digit and has at most 127 characters.
    private static final Pattern GRAMMAR =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}");

    public static final MediaType INDEX = new MediaType("application/vnd.oci.image.index.v1+json");
    public static final MediaType MANIFEST = new MediaType("application/vnd.oci.image.manifest.v1+json");
    public static final MediaType CONFIG = new MediaType("application/vnd.oci.image.config.v1+json");
    public static final MediaType LAYER = new MediaType("application/vnd.oci.image.layer.v1.tar");
    public static final MediaType LAYER_GZIP = new MediaType("application/vnd.oci.image.layer.v1.tar+gzip");
    public static final MediaType LAYER_ZSTD = new MediaType("application/vnd.oci.image.layer.v1.tar+zstd");
    public static final MediaType DOCKER_INDEX =
            new MediaType("application/vnd.docker.distribution.manifest.list.v2+json");
    public static final MediaType DOCKER_MANIFEST =
            new MediaType("application/vnd.docker.distribution.manifest.v2+json");
    public static final MediaType DOCKER_CONFIG = new MediaType("application/vnd.docker.container.image.v1+json");
    public static final MediaType DOCKER_LAYER = new MediaType("application/vnd.docker.image.rootfs.diff.tar");
    public static final MediaType DOCKER_LAYER_GZIP =
            new MediaType("application/vnd.docker.image.rootfs.diff.tar.gzip");

    private static final Set<MediaType> INDEXES = Set.of(INDEX, DOCKER_INDEX);
    private static final Set<MediaType> MANIFESTS = Set.of(MANIFEST, DOCKER_MANIFEST);
    private static final Set<MediaType> CONFIGS = Set.of(CONFIG, DOCKER_CONFIG);

    // Layers that "are not distributable" are deprecated, and are to be unpacked as the others.
    private static final Map<MediaType, Compression> LAYERS = Map.of(
            LAYER,
            Compression.NONE,
            LAYER_GZIP,
            Compression.GZIP,
            LAYER_ZSTD,
            Compression.ZSTD,
            DOCKER_LAYER,
            Compression.NONE,
            DOCKER_LAYER_GZIP,
            Compression.GZIP,
            new MediaType("application/vnd.docker.image.rootfs.foreign.diff.tar.gzip"),
            Compression.GZIP,
            new MediaType("application/vnd.oci.image.layer.nondistributable.v1.tar"),
            Compression.NONE,
            new MediaType("application/vnd.oci.image.layer.nondistributable.v1.tar+gzip"),
            Compression.GZIP,
            new MediaType("application/vnd.oci.image.layer.nondistributable.v1.tar+zstd"),
            Compression.ZSTD);

    @JsonCreator
    public MediaType {
        if (!GRAMMAR.matcher(value).matches()) {
            throw new ImageException("bad media type " + Quoted.of(value) + ": write type/subtype, as RFC 6838 has it");
        }
    }

    /** A list of images for several kinds of machine. */
    public boolean isIndex() {
        return INDEXES.contains(this);
    }

    /** One image, or an artifact in the form of one. */
    public boolean isManifest() {
        return MANIFESTS.contains(this);
    }

    /** The configuration of an image that can be run. */
    public boolean isConfig() {
        return CONFIGS.contains(this);
    }

    /** How to unpack it, if it is a layer. */
    public Optional<Compression> layer() {
        return Optional.ofNullable(LAYERS.get(this));
    }

    @Override
    public String toString() {
        return value;
    }
}
