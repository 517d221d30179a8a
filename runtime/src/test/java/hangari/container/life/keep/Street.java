package hangari.container.life.keep;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.linux.Credentials;
import hangari.linux.Namespace;
import hangari.linux.NamespaceThread;
import hangari.network.Jar;
import hangari.network.NetworkPlan;
import hangari.network.attach.NetworkSettings;
import hangari.network.loop.Host;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A network that plays the host for containers that outlive their supervisors, and what there is of them on it. */
final class Street implements AutoCloseable {
    private static final Pattern LEADS_TO = Pattern.compile("dnat to (\\d+\\.\\d+\\.\\d+\\.\\d+)");
    private static final int PATIENCE_MILLIS = 5000;

    final NetworkSettings settings;
    private final Jar jar = Jar.in(Namespace.NET);
    private final Host host = Host.in(jar.namespace);
    private final NamespaceThread inside = NamespaceThread.in(jar.namespace);
    private final String forwarding;

    private Street() {
        assertThat(jar.network.apply(NetworkPlan.EMPTY.up("lo")).refusal()).isEmpty();
        settings = NetworkSettings.defaults().on(host);
        forwarding = forwarding();
    }

    /** Whether this user may have one here. */
    static boolean possible() {
        return Credentials.canAdministrate()
                && Stream.of("/usr/sbin/nft", "/usr/bin/nsenter").map(Path::of).allMatch(Files::isExecutable);
    }

    static Street open() {
        return new Street();
    }

    /** What is to be written before a command, to have it run here. */
    List<String> prefix() {
        return List.of("nsenter", "--net=/proc/" + jar.pid() + "/ns/net");
    }

    /** Everything here that was not here in the beginning. */
    List<String> remains() {
        List<String> found = new ArrayList<>(links());
        said("nft", "list", "tables").lines().forEach(found::add);
        found.addAll(sockets());
        if (!forwarding().equals(forwarding)) {
            found.add("ip_forward");
        }
        return found;
    }

    private String forwarding() {
        return read("/proc/sys/net/ipv4/ip_forward");
    }

    /** The links, but the first. */
    List<String> links() {
        return jar.network.links().links().stream()
                .map(link -> link.name())
                .filter(name -> !name.equals("lo"))
                .toList();
    }

    /** The addresses to which the packet filter sends what comes to a port. */
    Set<String> ledTo() {
        return LEADS_TO.matcher(said("nft", "list", "ruleset"))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    // proc(5), /proc/net/tcp: the state is the fourth column, and 0A is TCP_LISTEN.
    private List<String> sockets() {
        List<String> found = new ArrayList<>();
        for (String kind : List.of("tcp", "tcp6", "udp", "udp6")) {
            read("/proc/thread-self/net/" + kind)
                    .lines()
                    .skip(1)
                    .map(line -> line.strip().split("\\s+"))
                    .filter(columns -> kind.startsWith("udp") || columns[3].equals("0A"))
                    .forEach(columns -> found.add(kind + " " + columns[1]));
        }
        return found;
    }

    private String read(String file) {
        return call(() -> Files.readString(Path.of(file)));
    }

    private String said(String... command) {
        return call(() -> {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        });
    }

    /** What the server behind a port says; it may be between two listeners just now. */
    String heard(int port) {
        return persistently(() -> {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MILLIS);
                socket.setSoTimeout(PATIENCE_MILLIS);
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            }
        });
    }

    /** The address that a name has, if one asks the network's own responder. */
    String asked(String gateway, String name) {
        return persistently(() -> {
            try (DatagramSocket socket = new DatagramSocket()) {
                socket.setSoTimeout(PATIENCE_MILLIS);
                byte[] query = query(name);
                socket.send(new DatagramPacket(query, query.length, InetAddress.getByName(gateway), 53));
                DatagramPacket answer = new DatagramPacket(new byte[512], 512);
                socket.receive(answer);
                int end = answer.getLength();
                byte[] address = java.util.Arrays.copyOfRange(answer.getData(), end - 4, end);
                return InetAddress.getByAddress(address).getHostAddress();
            }
        });
    }

    // RFC 1035, 4.1: a header with one question; its name, a length before each label; type A, class IN.
    private static byte[] query(String name) {
        return ByteBuffer.allocate(12 + 2 + name.length() + 4)
                .putShort((short) 7)
                .putShort((short) 0x0100)
                .putShort((short) 1)
                .position(12)
                .put((byte) name.length())
                .put(name.getBytes(StandardCharsets.US_ASCII))
                .put((byte) 0)
                .putShort((short) 1)
                .putShort((short) 1)
                .array();
    }

    private String persistently(Deed deed) {
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
        String said = "";
        while (said.isEmpty() && System.nanoTime() < end) {
            try {
                said = call(deed);
            } catch (UncheckedIOException e) {
                Thread.onSpinWait();
            }
        }
        return said;
    }

    private interface Deed {
        String run() throws IOException;
    }

    private String call(Deed deed) {
        Supplier<String> unchecked = () -> {
            try {
                return deed.run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        return inside.call(unchecked);
    }

    @Override
    public void close() {
        inside.close();
        host.close();
        jar.close();
    }
}
