package hangari.container.life.translate;

import hangari.container.RootFs;
import hangari.container.users.UserMap;
import hangari.linux.Namespace;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

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
 * @param users who its users are outside; empty for the host's, or without root for one alone
 */
public record Placement(
        String id,
        String name,
        RootFs root,
        Map<String, Path> files,
        Map<String, Path> volumes,
        Map<Namespace, Neighbour> joined,
        Optional<UserMap> users) {
    /** One whose users nobody maps. */
    public Placement(
            String id,
            String name,
            RootFs root,
            Map<String, Path> files,
            Map<String, Path> volumes,
            Map<Namespace, Neighbour> joined) {
        this(id, name, root, files, volumes, joined, Optional.empty());
    }

    public Placement {
        files = Map.copyOf(files);
        volumes = Map.copyOf(volumes);
        joined = Map.copyOf(joined);
    }
}
