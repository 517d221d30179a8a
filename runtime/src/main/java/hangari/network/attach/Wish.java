package hangari.network.attach;

import hangari.network.port.PortMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a container wants of networks.
 *
 * @param id the container's
 * @param name by which others of its network find it
 * @param hostname what it calls itself
 * @param aliases further names by which others find it
 * @param ports which ports of the host lead to it
 */
public record Wish(
        String id, String name, String hostname, NetworkMode mode, List<String> aliases, List<PortMapping> ports) {
    private static final Pattern ID = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_-]{0,127}");

    public Wish {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("bad container id \"" + id + "\"");
        }
        aliases = List.copyOf(aliases);
        ports = List.copyOf(ports);
        if (!ports.isEmpty() && !(mode instanceof NetworkMode.Bridge)) {
            throw new IllegalArgumentException(
                    "--network " + mode + " has no port of its own to publish: leave -p out, or use --network bridge");
        }
    }

    /** The default bridge, and a hostname like the name. */
    public static Wish of(String id, String name) {
        return new Wish(id, name, name, new NetworkMode.Bridge(NetworkMode.BRIDGE), List.of(), List.of());
    }

    /** In another network. */
    public Wish in(NetworkMode other) {
        return new Wish(id, name, hostname, other, aliases, ports);
    }

    /** With further names. */
    public Wish called(String... more) {
        List<String> all = new ArrayList<>(aliases);
        all.addAll(List.of(more));
        return new Wish(id, name, hostname, mode, all, ports);
    }

    /** With ports, each as {@code -p} takes it. */
    public Wish publish(String... more) {
        List<PortMapping> all = new ArrayList<>(ports);
        for (String port : more) {
            all.addAll(PortMapping.parse(port));
        }
        return new Wish(id, name, hostname, mode, aliases, all);
    }
}
