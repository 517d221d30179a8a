package hangari.network.attach;

import hangari.network.Prefix;
import hangari.network.dns.Resolvers;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The texts of three files that a container sees in place of its image's.
 *
 * @param resolvConf for {@code /etc/resolv.conf}
 * @param hosts for {@code /etc/hosts}
 * @param hostname for {@code /etc/hostname}
 */
public record ContainerFiles(String resolvConf, String hosts, String hostname) {
    private static final String LOCAL = """
            127.0.0.1\tlocalhost
            ::1\tlocalhost ip6-localhost ip6-loopback
            fe00::0\tip6-localnet
            ff00::0\tip6-mcastprefix
            ff02::1\tip6-allnodes
            ff02::2\tip6-allrouters
            """;

    static ContainerFiles of(Resolvers resolvers, String hostname, Map<InetAddress, List<String>> known) {
        StringBuilder hosts = new StringBuilder(LOCAL);
        Map<String, List<String>> sorted = new TreeMap<>();
        known.forEach((address, names) -> sorted.put(Prefix.text(address), names));
        sorted.forEach((address, names) -> hosts.append(address)
                .append('\t')
                .append(String.join(" ", names))
                .append('\n'));
        return new ContainerFiles(resolvers.toString(), hosts.toString(), hostname + "\n");
    }
}
