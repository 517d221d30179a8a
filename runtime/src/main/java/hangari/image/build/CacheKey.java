package hangari.image.build;

import hangari.image.oci.Digest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All that the result of a step depends on, put together so that no two different steps have the same key. */
final class CacheKey {
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();

    /**
     * Begins one.
     *
     * @param kind of step
     * @param below the layers that it is done upon
     */
    CacheKey(String kind, List<LayerBlob> below) {
        add(kind);
        add(below.stream().map(layer -> layer.diffId().toString()).toList());
    }

    CacheKey add(String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        text.writeBytes((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        text.writeBytes(bytes);
        return this;
    }

    CacheKey add(Collection<String> parts) {
        add(String.valueOf(parts.size()));
        parts.forEach(this::add);
        return this;
    }

    CacheKey add(Map<String, String> values) {
        add(String.valueOf(values.size()));
        new TreeMap<>(values).forEach((name, value) -> add(name).add(value));
        return this;
    }

    Digest digest() {
        return Digest.of(text.toByteArray());
    }
}
