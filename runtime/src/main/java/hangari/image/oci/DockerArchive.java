package hangari.image.oci;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * What {@code docker save} says of the images in an archive: the files {@code manifest.json} and {@code repositories}.
 *
 * <p>Source: Docker's image specification 1.2, "Combined Image JSON + Filesystem Changeset Format".
 */
public final class DockerArchive {
    /** How large its {@code manifest.json} may be, in bytes. */
    public static final int LIMIT = 4 * 1024 * 1024;

    private DockerArchive() {}

    /**
     * One image.
     *
     * @param config the name of a file in the archive
     * @param repoTags such as {@code busybox:1.36}
     * @param layers the names of files in the archive, the lowest layer's first
     */
    public record Image(
            @JsonProperty(value = "Config", required = true) String config,
            @JsonProperty("RepoTags") List<String> repoTags,
            @JsonProperty(value = "Layers", required = true) List<String> layers) {
        public Image {
            repoTags = List.copyOf(repoTags);
            layers = List.copyOf(layers);
        }
    }

    /**
     * Reads {@code manifest.json}.
     *
     * @throws hangari.image.ImageException if it is none
     */
    public static List<Image> read(byte[] content) {
        return List.of(OciJson.read(content, Image[].class, "manifest.json of a docker archive", LIMIT));
    }

    /** The bytes of {@code manifest.json}. */
    public static byte[] bytes(List<Image> images) {
        return OciJson.write(images);
    }

    /** The bytes of {@code repositories}, which has each repository's tags, and where each leads. */
    public static byte[] repositories(Map<String, Map<String, String>> repositories) {
        return OciJson.write(repositories);
    }
}
