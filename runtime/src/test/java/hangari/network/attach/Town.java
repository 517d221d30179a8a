package hangari.network.attach;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.linux.Namespace;
import hangari.linux.NamespaceThread;
import hangari.network.Jar;
import hangari.network.NetworkPlan;
import hangari.network.Place;
import hangari.network.loop.Host;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A namespace that plays the host, one that plays the internet behind it, and containers; nothing of it is outside. */
final class Town implements AutoCloseable {
    static final String HOST = "198.51.100.1";
    static final String INTERNET = "198.51.100.2";

    final Jar host = Jar.in(Namespace.NET);
    final Jar internet = Jar.in(Namespace.NET);
    final Host vantage = Host.in(host.namespace);
    final NetworkSettings settings;
    private final List<AutoCloseable> things = new ArrayList<>();

    Town(Path directory) throws IOException {
        Path resolvConf = Files.writeString(directory.resolve("resolv.conf"), "nameserver " + INTERNET + "\n");
        settings = NetworkSettings.defaults().on(vantage).withResolvConf(resolvConf);
        assertThat(host.network
                        .apply(NetworkPlan.EMPTY
                                .up("lo")
                                .veth("uplink", "eth0", new Place.Held(internet.namespace))
                                .address(HOST + "/24", "uplink")
                                .up("uplink"))
                        .refusal())
                .isEmpty();
        // A namespace may begin with what this machine has, and where docker has run that is 1.
        said(host, "sh", "-c", "echo 0 > /proc/sys/net/ipv4/ip_forward");
        // No route leads back to the containers: only what was masqueraded is answered.
        assertThat(internet.network
                        .apply(NetworkPlan.EMPTY
                                .up("lo")
                                .address(INTERNET + "/24", "eth0")
                                .up("eth0"))
                        .refusal())
                .isEmpty();
    }

    /** A process in a new network namespace. */
    Jar container() {
        Jar jar = Jar.in(Namespace.NET);
        things.add(jar);
        return jar;
    }

    /** Answers each connection to a port with a word and the asker's address, until the test is over. */
    void serve(Jar where, int port, String word) {
        NamespaceThread inside = NamespaceThread.in(where.namespace);
        things.add(inside);
        ServerSocket server = inside.call(() -> unchecked(() -> new ServerSocket(port)));
        things.add(server);
        var unused = inside.submit(() -> {
            while (true) {
                try (Socket client = server.accept()) {
                    String text = word + " to " + client.getInetAddress().getHostAddress();
                    client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
                }
            }
        });
    }

    /** What a server says to whoever connects from a place; or why it cannot be reached. */
    String heard(Jar from, String address, int port) {
        // A link that has just come up may lose the first packets; TCP asks again after 1, 3 and 7 seconds.
        return heard(from, address, port, 15_000);
    }

    /** What comes of connecting where nobody answers: two attempts of TCP's. */
    String unheard(Jar from, String address, int port) {
        return heard(from, address, port, 2000);
    }

    private static String heard(Jar from, String address, int port, int patienceMillis) {
        try (NamespaceThread inside = NamespaceThread.in(from.namespace)) {
            return inside.call(() -> unchecked(() -> {
                try (Socket socket = new Socket()) {
                    socket.connect(new InetSocketAddress(address, port), patienceMillis);
                    socket.setSoTimeout(5000);
                    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                } catch (IOException e) {
                    return String.valueOf(e.getMessage());
                }
            }));
        }
    }

    /** What a program prints that is run in a place. */
    String said(Jar where, String... command) {
        try (NamespaceThread inside = NamespaceThread.in(where.namespace)) {
            return inside.call(() -> unchecked(() -> {
                Process process =
                        new ProcessBuilder(command).redirectErrorStream(true).start();
                process.getOutputStream().close();
                return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            }));
        }
    }

    /** What is left on the host: its links, the filter's tables and the leases. */
    String remains(Path directory) throws IOException {
        StringBuilder text = new StringBuilder();
        host.network.links().links().forEach(link -> text.append(link.name()).append(' '));
        text.append(said(host, "nft", "list", "tables").strip());
        for (String kind : List.of("attachments", "networks")) {
            try (var files = Files.list(directory.resolve(kind))) {
                files.forEach(file -> text.append(' ').append(file.getFileName()));
            }
        }
        return text.toString().strip();
    }

    interface Opening<T> {
        T run() throws IOException;
    }

    static <T> T unchecked(Opening<T> action) {
        try {
            return action.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable thing : things) {
            thing.close();
        }
        vantage.close();
        internet.close();
        host.close();
    }
}
