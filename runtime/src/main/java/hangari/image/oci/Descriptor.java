package hangari.image.oci;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import hangari.image.ImageException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Points to a blob: what it is, its digest and its size. Who follows it checks both.
 *
 * <p>Source: OCI image specification, descriptor.md.
 *
 * @param size in bytes
 * @param urls where else it may be had; we do not follow them
 * @param platform in an index, what machine the image is for
 * @param other keys that we do not know, kept
 */
public record Descriptor(
        @JsonProperty(required = true) MediaType mediaType,
        @JsonProperty(required = true) Digest digest,
        @JsonProperty(required = true) long size,
        List<String> urls,
        Map<String, String> annotations,
        Optional<Platform> platform,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> other) {

    public Descriptor {
        if (size < 0) {
            throw new ImageException("bad size " + size + " of " + digest + ": a blob has 0 bytes or more");
        }
        urls = List.copyOf(urls);
        annotations = Map.copyOf(annotations);
    }

    public Descriptor(MediaType mediaType, Digest digest, long size) {
        this(mediaType, digest, size, List.of(), Map.of(), Optional.empty(), Map.of());
    }

    /** Points to this content. */
    public static Descriptor of(MediaType type, byte[] content) {
        return new Descriptor(type, Digest.of(content), content.length);
    }

    /** The same, for a kind of machine. */
    public Descriptor on(Platform machine) {
        return new Descriptor(mediaType, digest, size, urls, annotations, Optional.of(machine), other);
    }

    /** The same, with one annotation more, or with another value for it. */
    public Descriptor annotated(String key, String value) {
        Map<String, String> more = new TreeMap<>(annotations);
        more.put(key, value);
        return new Descriptor(mediaType, digest, size, urls, more, platform, other);
    }

    /** The same, without an annotation. */
    public Descriptor without(String key) {
        Map<String, String> fewer = new TreeMap<>(annotations);
        fewer.remove(key);
        return new Descriptor(mediaType, digest, size, urls, fewer, platform, other);
    }

    @Override
    public String toString() {
        return digest + " (" + mediaType + ", " + size + " B)";
    }
}
