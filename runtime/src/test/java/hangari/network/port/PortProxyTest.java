package hangari.network.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.network.loop.EventLoop;
import hangari.network.loop.Host;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The proxy between two ports of the loopback. */
@Timeout(30)
class PortProxyTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final EventLoop loop = EventLoop.start(Host.own());

    @AfterEach
    void stop() {
        loop.close();
    }

    @Test
    void whatIsSentArrivesAndTheAnswerComesBackAfterTheClientHasSaidAll() throws Exception {
        byte[] megabytes = new byte[3_000_000];
        new Random(1979).nextBytes(megabytes);
        try (ServerSocket server = new ServerSocket(0, 5, LOOPBACK);
                PortProxy proxy = PortProxy.open(loop, to(server.getLocalPort(), Protocol.TCP), LOOPBACK);
                Socket client = new Socket(LOOPBACK, proxy.mapping().hostPort())) {
            CompletableFuture<byte[]> echo = CompletableFuture.supplyAsync(() -> echoWhole(server));
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> send(client, megabytes));

            assertThat(client.getInputStream().readAllBytes()).isEqualTo(megabytes);
            assertThat(echo.get()).hasSize(megabytes.length);
            sent.get();
        }
    }

    @Test
    void aServerThatIsNotThereIsAConnectionThatEnds() throws Exception {
        int nobody = unusedPort();
        try (PortProxy proxy = PortProxy.open(loop, to(nobody, Protocol.TCP), LOOPBACK);
                Socket client = new Socket(LOOPBACK, proxy.mapping().hostPort())) {
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aPortThatIsInUseIsRefusedInOneLine() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, LOOPBACK)) {
            PortMapping taken = new PortMapping(Optional.of(LOOPBACK), server.getLocalPort(), 80, Protocol.TCP);

            assertThatThrownBy(() -> PortProxy.open(loop, taken, LOOPBACK))
                    .isInstanceOf(PortException.class)
                    .hasMessage(
                            "port 127.0.0.1:%1$d/tcp of this host is in use already: publish another, or see who"
                                    + " has it: ss -ltnp 'sport = :%1$d'",
                            server.getLocalPort());
        }
    }

    @Test
    void anAddressThatTheHostHasNotIsRefusedInOneLine() throws Exception {
        PortMapping elsewhere =
                new PortMapping(Optional.of(InetAddress.getByName("198.51.100.7")), 0, 80, Protocol.UDP);

        assertThatThrownBy(() -> PortProxy.open(loop, elsewhere, LOOPBACK))
                .isInstanceOf(PortException.class)
                .hasMessageContaining("this host has no address 198.51.100.7");
    }

    @Test
    void aClosedProxyGivesItsPortBackAndEndsWhatWentThroughIt() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, LOOPBACK)) {
            PortProxy proxy = PortProxy.open(loop, to(server.getLocalPort(), Protocol.TCP), LOOPBACK);
            int port = proxy.mapping().hostPort();
            try (Socket client = new Socket(LOOPBACK, port);
                    Socket served = server.accept()) {
                proxy.close();

                assertThat(client.getInputStream().read()).isEqualTo(-1);
                assertThat(served.getInputStream().read()).isEqualTo(-1);
            }
            PortProxy.open(loop, new PortMapping(Optional.empty(), port, 80, Protocol.TCP), LOOPBACK)
                    .close();
        }
    }

    @Test
    void eachClientsDatagramsAreAnsweredToItself() throws Exception {
        try (DatagramSocket server = new DatagramSocket(0, LOOPBACK);
                PortProxy proxy = PortProxy.open(loop, to(server.getLocalPort(), Protocol.UDP), LOOPBACK);
                DatagramSocket one = new DatagramSocket(0, LOOPBACK);
                DatagramSocket other = new DatagramSocket(0, LOOPBACK)) {
            int port = proxy.mapping().hostPort();
            assertThat(asked(one, server, port, "one")).isEqualTo("one!");
            assertThat(asked(other, server, port, "other")).isEqualTo("other!");
            assertThat(asked(one, server, port, "again")).isEqualTo("again!");
        }
    }

    @Test
    void manyClientsByDatagramCostABoundedNumberOfSockets() throws Exception {
        try (DatagramSocket server = new DatagramSocket(0, LOOPBACK);
                PortProxy proxy = PortProxy.open(loop, to(server.getLocalPort(), Protocol.UDP), LOOPBACK)) {
            List<Integer> seen = new ArrayList<>();
            DatagramPacket heard = new DatagramPacket(new byte[10], 10);
            for (int i = 0; i < UdpProxy.MOST_SESSIONS + 50; i++) {
                try (DatagramSocket client = new DatagramSocket(0, LOOPBACK)) {
                    client.send(new DatagramPacket(
                            new byte[1], 1, LOOPBACK, proxy.mapping().hostPort()));
                    server.receive(heard);
                    seen.add(heard.getPort());
                }
            }
            assertThat(seen).hasSize(UdpProxy.MOST_SESSIONS + 50);
            assertThat(((UdpProxy) proxy).sessions()).isLessThanOrEqualTo(UdpProxy.MOST_SESSIONS);
        }
    }

    private static PortMapping to(int port, Protocol protocol) {
        return new PortMapping(Optional.of(LOOPBACK), 0, port, protocol);
    }

    private static int unusedPort() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, LOOPBACK)) {
            return server.getLocalPort();
        }
    }

    private static String asked(DatagramSocket client, DatagramSocket server, int port, String word) throws Exception {
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        client.send(new DatagramPacket(bytes, bytes.length, LOOPBACK, port));
        DatagramPacket heard = new DatagramPacket(new byte[100], 100);
        server.receive(heard);
        byte[] answer = Arrays.copyOf(heard.getData(), heard.getLength() + 1);
        answer[heard.getLength()] = '!';
        server.send(new DatagramPacket(answer, answer.length, heard.getSocketAddress()));
        DatagramPacket back = new DatagramPacket(new byte[100], 100);
        client.receive(back);
        return new String(back.getData(), 0, back.getLength(), StandardCharsets.UTF_8);
    }

    private static byte[] echoWhole(ServerSocket server) {
        try (Socket served = server.accept();
                InputStream in = served.getInputStream()) {
            byte[] all = in.readAllBytes();
            served.getOutputStream().write(all);
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void send(Socket client, byte[] bytes) {
        try {
            client.getOutputStream().write(bytes);
            client.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
