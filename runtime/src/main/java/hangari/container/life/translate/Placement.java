package hangari.container.life.translate;

import hangari.container.RootFs;
import hangari.linux.Namespace;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where and as what a container is started: all that is not known before.
 *
 * @param id the container's, 64 hexadecimal digits
 * @param name the container's
 * @param root its image with a layer of its own above
 * @param files files of the host that it sees in place of the image's, by where: {@code /etc/hosts}, {@code
 *     /etc/hostname}, {@code /etc/resolv.conf}
 * @param volumes the directory of each volume, by {@link Volume#key}
 * @param joined the containers of {@link Sharing#joined}
 */
public record Placement(
        String id,
        String name,
        RootFs root,
        Map<String, Path> files,
        Map<String, Path> volumes,
        Map<Namespace, Neighbour> joined) {
    public Placement {
        files = Map.copyOf(files);
        volumes = Map.copyOf(volumes);
        joined = Map.copyOf(joined);
    }
}
