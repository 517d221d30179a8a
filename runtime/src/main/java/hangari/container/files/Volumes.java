package hangari.container.files;

import hangari.container.life.HostConfig;
import java.util.List;

/** Where a container's volumes are mounted. */
final class Volumes {
    private Volumes() {}

    /** The places, from what {@code -v} was given: {@code TARGET} or {@code SOURCE:TARGET[:OPTIONS]}. */
    static List<String> targets(HostConfig host) {
        return host.volumes().stream().map(Volumes::target).toList();
    }

    private static String target(String volume) {
        String[] parts = volume.split(":", -1);
        return parts.length == 1 ? parts[0] : parts[1];
    }
}
