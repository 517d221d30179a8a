package hangari.network.port;

import hangari.network.Prefix;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A port of the host that leads to one of a container.
 *
 * <pre>{@code
 * PortMapping.parse("127.0.0.1:8080-8081:80-81/tcp"); // two mappings
 * PortMapping.parse("53/udp");                        // the kernel chooses the host's port
 * }</pre>
 *
 * @param host the address of the host that it is bound to; empty for all of them
 * @param hostPort 0 if the kernel is to choose one
 */
public record PortMapping(Optional<InetAddress> host, int hostPort, int containerPort, Protocol protocol) {
    private static final int LAST = 65535;
    private static final Pattern SYNTAX = Pattern.compile(
            "(?:(?:(?<ip>\\[[0-9a-fA-F:.]+\\]|[0-9.]+):)?(?:(?<host>[0-9]{1,5})(?:-(?<hostLast>[0-9]{1,5}))?)?:)?"
                    + "(?<port>[0-9]{1,5})(?:-(?<portLast>[0-9]{1,5}))?(?:/(?<protocol>[a-zA-Z]+))?");

    public PortMapping {
        if (hostPort < 0 || hostPort > LAST || containerPort < 1 || containerPort > LAST) {
            throw new IllegalArgumentException(
                    "ports are 1 to " + LAST + ", not " + hostPort + " and " + containerPort);
        }
    }

    /** Reads {@code [[IP:][HOST]:]CONTAINER[/PROTOCOL]}; either port may be a range such as {@code 8000-8009}. */
    public static List<PortMapping> parse(String text) {
        Matcher parts = SYNTAX.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("bad port \"" + text
                    + "\": write it as 80, 8080:80, 127.0.0.1:8080:80/tcp or 8000-8009:8000-8009/udp");
        }
        int first = Integer.parseInt(parts.group("port"));
        int count = count(text, first, parts.group("portLast"));
        int host = parts.group("host") == null ? 0 : Integer.parseInt(parts.group("host"));
        if (host > 0 && count(text, host, parts.group("hostLast")) != count) {
            throw new IllegalArgumentException(
                    "bad port \"" + text + "\": the two ranges are not of one length: give each port its own");
        }
        Optional<InetAddress> address =
                Optional.ofNullable(parts.group("ip")).map(ip -> Prefix.address(ip.replaceAll("[\\[\\]]", "")));
        Protocol protocol = protocol(text, parts.group("protocol"));
        List<PortMapping> mappings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            mappings.add(new PortMapping(address, host == 0 ? 0 : host + i, first + i, protocol));
        }
        return mappings;
    }

    private static int count(String text, int first, @Nullable String lastText) {
        int last = lastText == null ? first : Integer.parseInt(lastText);
        if (first < 1 || last > LAST || last < first) {
            throw new IllegalArgumentException(
                    "bad port \"" + text + "\": ports are 1 to " + LAST + ", and a range goes upwards");
        }
        return last - first + 1;
    }

    private static Protocol protocol(String text, @Nullable String name) {
        return switch (name == null ? "tcp" : name.toLowerCase(Locale.ROOT)) {
            case "tcp" -> Protocol.TCP;
            case "udp" -> Protocol.UDP;
            default -> throw new IllegalArgumentException("bad port \"" + text + "\": the protocol is tcp or udp");
        };
    }

    /** Where the host listens; an address that was not given stands for all, of either version. */
    InetSocketAddress listening() {
        return host.map(address -> new InetSocketAddress(address, hostPort))
                .orElseGet(() -> new InetSocketAddress(hostPort));
    }

    /** The same, with the host's port that it got. */
    public PortMapping at(int port) {
        return new PortMapping(host, port, containerPort, protocol);
    }

    /** What can be parsed again: {@code 127.0.0.1:8080:80/tcp}. */
    @Override
    public String toString() {
        String ip = host.map(Prefix::text)
                .map(address -> (address.contains(":") ? "[" + address + "]" : address) + ":")
                .orElse("");
        return ip + (hostPort == 0 ? ip.isEmpty() ? "" : ":" : hostPort + ":") + containerPort + "/" + protocol;
    }
}
