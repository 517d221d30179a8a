package hangari.container.life.translate;

import hangari.container.life.HostConfig;
import hangari.network.attach.NetworkMode;
import hangari.network.port.PortMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How a container is connected.
 *
 * @param mode which network it is in
 * @param aliases further names by which others find it there
 * @param ports which ports of the host lead to it
 */
public record Connection(NetworkMode mode, List<String> aliases, List<PortMapping> ports) {
    // RFC 1123, section 2.1, and the underscore that docker takes too; it is written into /etc/hosts.
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,253}");
    /** A container, by its name or id. */
    static final Pattern CONTAINER = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,254}");

    public Connection {
        aliases = List.copyOf(aliases);
        ports = List.copyOf(ports);
    }

    static Connection of(HostConfig host, List<String> warnings) {
        NetworkMode mode = Objection.orElse(() -> NetworkMode.parse(host.network()));
        if (mode instanceof NetworkMode.OfContainer other
                && !CONTAINER.matcher(other.id()).matches()) {
            throw Objection.to("network", host.network(), "write it as container:NAME, or container:ID");
        }
        return new Connection(mode, aliases(host, mode), ports(host, mode, warnings));
    }

    private static List<String> aliases(HostConfig host, NetworkMode mode) {
        for (String alias : Words.few("aliases", host.aliases())) {
            if (!NAME.matcher(alias).matches()) {
                throw Objection.to("network alias", alias, "use letters, figures, '_', '.' and '-'");
            }
            if (!(mode instanceof NetworkMode.Bridge)) {
                throw Objection.to("network alias", alias, "nobody looks for names in network " + mode);
            }
        }
        return host.aliases();
    }

    private static List<PortMapping> ports(HostConfig host, NetworkMode mode, List<String> warnings) {
        List<PortMapping> ports = new ArrayList<>();
        for (String text : host.ports()) {
            ports.addAll(Objection.orElse(() -> PortMapping.parse(text)));
            // A range such as 1-65535 is one text.
            Words.few("published ports", ports);
        }
        if (ports.isEmpty() || mode instanceof NetworkMode.Bridge) {
            return ports;
        }
        if (mode instanceof NetworkMode.OfHost) {
            warnings.add("published ports are discarded when using host network mode");
            return List.of();
        }
        throw Objection.of(
                "--network " + mode + " has no port of its own to publish: leave -p out, or use --network bridge");
    }
}
