package hangari.network.dns;

import hangari.network.Prefix;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Who answers for names, and how names are completed. Source: {@code resolv.conf(5)}.
 *
 * @param servers the addresses to ask, at most three
 * @param rest the lines {@code search} and {@code options}, as they stand there
 */
public record Resolvers(List<InetAddress> servers, List<String> rest) {
    /** resolv.conf(5): "Up to MAXNS (currently 3 …) name servers may be listed". */
    private static final int MOST = 3;

    private static final int LONGEST_FILE = 64 * 1024;
    private static final int PORT = 53;

    public Resolvers {
        servers = List.copyOf(servers);
        rest = List.copyOf(rest);
    }

    /** Reads a file; one that is not there or cannot be read names nobody. */
    public static Resolvers read(Path file) {
        try (InputStream content = Files.newInputStream(file)) {
            return parse(new String(content.readNBytes(LONGEST_FILE), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return new Resolvers(List.of(), List.of());
        }
    }

    /** Reads the text of a file; what is not understood is passed over, as the C library does. */
    public static Resolvers parse(String text) {
        List<InetAddress> servers = new ArrayList<>();
        List<String> rest = new ArrayList<>();
        for (String line : text.lines().toList()) {
            String[] words = line.strip().split("\\s+", -1);
            if (words[0].equals("nameserver") && words.length > 1 && servers.size() < MOST) {
                address(words[1], servers);
            } else if (words[0].equals("search") || words[0].equals("options") || words[0].equals("domain")) {
                rest.add(String.join(" ", words));
            }
        }
        return new Resolvers(servers, rest);
    }

    private static void address(String word, List<InetAddress> servers) {
        try {
            servers.add(Prefix.address(word.replaceFirst("%.*", "")));
        } catch (IllegalArgumentException e) {
            // resolv.conf(5) has no word on what is not an address; the C library passes it over.
        }
    }

    /** With this server alone. */
    public Resolvers through(InetAddress server) {
        return new Resolvers(List.of(server), rest);
    }

    /** Without the servers that nobody reaches from another network namespace: those of the host's loopback. */
    public Resolvers reachable() {
        return new Resolvers(
                servers.stream().filter(server -> !server.isLoopbackAddress()).toList(), rest);
    }

    List<InetSocketAddress> sockets() {
        return servers.stream()
                .map(server -> new InetSocketAddress(server, PORT))
                .toList();
    }

    /** The file. */
    @Override
    public String toString() {
        return servers.stream()
                        .map(server -> "nameserver " + Prefix.text(server) + "\n")
                        .collect(Collectors.joining())
                + rest.stream().map(line -> line + "\n").collect(Collectors.joining());
    }
}
