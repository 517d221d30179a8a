package hangari.network.attach;

import hangari.network.Prefix;
import hangari.network.dns.Resolvers;
import hangari.network.port.PortMapping;
import hangari.network.port.Protocol;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that carries the packets of one container over ordinary sockets, so that no privilege is needed.
 *
 * @param path where it is installed
 * @param pasta whether it is {@code pasta(1)}; else it is {@code slirp4netns(1)}
 */
record UserProgram(Path path, boolean pasta) {
    /** The descriptors by which it gets the container's namespaces. */
    static final int NAMESPACE = 3;

    static final int OWNER = 4;
    /** By which slirp4netns says that it is ready; pasta goes into the background then. */
    static final int READY = 5;

    private static final Prefix FORWARDED = Prefix.of("169.254.53.53");
    /** slirp4netns(1): "10.0.2.3: DNS". */
    private static final Prefix BUILT_IN = Prefix.of("10.0.2.3");

    static UserProgram of(Path path) {
        return new UserProgram(path, path.getFileName().toString().equals("pasta"));
    }

    /** Who answers for names inside. */
    Resolvers resolvers(Resolvers host) {
        if (!pasta) {
            return host.through(BUILT_IN.address());
        }
        return host.reachable().servers().isEmpty() ? host.through(FORWARDED.address()) : host.reachable();
    }

    /**
     * The program with its arguments.
     *
     * @param socket a file of its own, by whose name the process is found again
     */
    List<String> command(Path socket, List<PortMapping> ports) {
        return pasta ? pasta(socket, ports) : slirp(socket);
    }

    private List<String> pasta(Path socket, List<PortMapping> ports) {
        List<String> command = new ArrayList<>(List.of(path.toString(), "--config-net", "--quiet", "--stderr"));
        command.addAll(List.of("--ns-ifname", "eth0", "--no-netns-quit", "--no-map-gw"));
        command.addAll(List.of("--pid", socket.toString()));
        // Nothing of the host's loopback is to be reached from inside, and nothing inside from there but what is said.
        command.addAll(List.of("--tcp-ns", "none", "--udp-ns", "none"));
        command.addAll(List.of("--dns-forward", Prefix.text(FORWARDED.address())));
        for (Protocol protocol : Protocol.values()) {
            List<String> specs = ports.stream()
                    .filter(port -> port.protocol() == protocol)
                    .map(UserProgram::spec)
                    .toList();
            for (String spec : specs.isEmpty() ? List.of("none") : specs) {
                command.addAll(List.of("--" + protocol + "-ports", spec));
            }
        }
        command.addAll(List.of("--netns", "/proc/self/fd/" + NAMESPACE, "--userns", "/proc/self/fd/" + OWNER));
        return command;
    }

    private static String spec(PortMapping port) {
        String address = port.host().map(Prefix::text).map(host -> host + "/").orElse("");
        return address + port.hostPort() + ":" + port.containerPort();
    }

    private List<String> slirp(Path socket) {
        return List.of(
                path.toString(),
                "--configure",
                "--mtu=65520",
                "--disable-host-loopback",
                "--ready-fd=" + READY,
                "--api-socket=" + socket,
                "--netns-type=path",
                "--userns-path=/proc/self/fd/" + OWNER,
                "/proc/self/fd/" + NAMESPACE,
                "eth0");
    }

    /** What slirp4netns is told of a port. Source: slirp4netns(1), "API SOCKET". */
    static String forwarding(PortMapping port) {
        InetAddress any = Prefix.of("0.0.0.0").address();
        return "{\"execute\": \"add_hostfwd\", \"arguments\": {\"proto\": \"" + port.protocol()
                + "\", \"host_addr\": \""
                + Prefix.text(port.host().orElse(any)) + "\", \"host_port\": " + port.hostPort()
                + ", \"guest_port\": " + port.containerPort() + "}}";
    }
}
