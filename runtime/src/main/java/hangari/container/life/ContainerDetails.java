package hangari.container.life;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of a container: what {@code inspect} shows.
 *
 * @param id 64 hexadecimal digits
 * @param argv what it runs, entrypoint and command together; empty while it has never been started
 * @param restarts how often it was started again by its restart policy
 * @param address in its network, if it has one
 * @param ports what is published, with the ports of the host that it got
 * @param directory where its record is
 * @param lower the layers of its root as directories, the lowest first
 * @param upper what it has changed, as a directory
 * @param volumes where volumes are mounted in it, while it runs: those asked for, and those that its image wants
 * @param cgroups the directories of its groups, while it runs
 */
public record ContainerDetails(
        String id,
        String name,
        Instant created,
        ContainerConfig config,
        String imageDigest,
        List<String> argv,
        State state,
        int restarts,
        Optional<String> address,
        List<String> ports,
        String directory,
        List<String> lower,
        String upper,
        List<String> volumes,
        List<String> cgroups)
        implements Answer {
    public ContainerDetails {
        argv = List.copyOf(argv);
        ports = List.copyOf(ports);
        lower = List.copyOf(lower);
        volumes = List.copyOf(volumes);
        cgroups = List.copyOf(cgroups);
    }

    /** The twelve digits that people use. */
    public String shortId() {
        return id.substring(0, 12);
    }
}
