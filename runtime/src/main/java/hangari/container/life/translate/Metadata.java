package hangari.container.life.translate;

import hangari.container.life.ContainerConfig;
import hangari.image.oci.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is only told of a container.
 *
 * @param labels the image's, and over them the request's
 * @param exposed the ports that the image says it listens on, such as {@code 80/tcp}
 * @param healthcheck how the image says its health is checked, as it says it; nobody does it
 */
public record Metadata(Map<String, String> labels, List<String> exposed, Optional<Object> healthcheck) {
    public Metadata {
        labels = Map.copyOf(labels);
        exposed = List.copyOf(exposed);
    }

    static Metadata of(ContainerConfig config, Settings image) {
        Map<String, String> labels = new TreeMap<>(image.labels());
        labels.putAll(config.labels());
        return new Metadata(
                labels,
                image.exposedPorts().keySet().stream().sorted().toList(),
                Optional.ofNullable(image.other().get("Healthcheck")));
    }
}
