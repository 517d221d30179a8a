package hangari.network.attach;

import hangari.network.Prefix;
import hangari.network.port.PortMapping;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A container's place in a network, as it is written down: this file is the lease of its address, too.
 *
 * @param mode as {@code --network} was given
 * @param network the network's name; empty if it is in none of ours
 * @param address its address there; empty if it has none
 * @param ports what is published, each as {@code -p} would say it
 */
public record Attachment(
        String id,
        String name,
        String hostname,
        List<String> aliases,
        String mode,
        String network,
        String address,
        List<String> ports) {
    public Attachment {
        aliases = List.copyOf(aliases);
        ports = List.copyOf(ports);
    }

    /** Its address in its network. */
    public Optional<InetAddress> ip() {
        return address.isEmpty()
                ? Optional.empty()
                : Optional.of(Prefix.of(address).address());
    }

    /** What is published, with the ports of the host that it got. */
    public List<PortMapping> mappings() {
        return ports.stream().flatMap(port -> PortMapping.parse(port).stream()).toList();
    }

    /** The names by which others of its network find it; docker has the short id among them. */
    List<String> names() {
        List<String> names = new ArrayList<>(List.of(name));
        names.addAll(aliases);
        names.add(hostname);
        names.add(id.substring(0, Math.min(12, id.length())));
        return names.stream().distinct().toList();
    }

    Attachment with(List<PortMapping> mappings) {
        List<String> taken = mappings.stream().map(PortMapping::toString).toList();
        return new Attachment(id, name, hostname, aliases, mode, network, address, taken);
    }
}
