package hangari.network.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hangari.linux.Credentials;
import hangari.linux.Namespace;
import hangari.network.Jar;
import hangari.network.NetworkPlan;
import hangari.network.Prefix;
import hangari.network.loop.EventLoop;
import hangari.network.loop.Host;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The responder in a network namespace, with another that plays the host's resolver. */
@Timeout(30)
class DnsServerTest {
    private static final InetAddress OURS = Prefix.of("127.0.0.1").address();
    private static final InetAddress THEIRS = Prefix.of("127.0.0.2").address();

    private Jar jar;
    private Host host;
    private EventLoop loop;
    private Resolvers resolvers = new Resolvers(List.of(THEIRS), List.of());
    private Zone zone =
            Zone.of(Prefix.of("127.0.0.1/8")).with(Prefix.of("127.0.0.9").address(), List.of("web"));

    @BeforeEach
    void start() {
        assumeTrue(Credentials.canAdministrate(), "not root");
        jar = Jar.in(Namespace.NET);
        assertThat(jar.network.apply(NetworkPlan.EMPTY.up("lo")).refusal()).isEmpty();
        host = Host.in(jar.namespace);
        loop = EventLoop.start(host);
        DnsServer.open(loop, OURS, () -> zone, () -> resolvers);
    }

    @AfterEach
    void stop() {
        if (jar != null) {
            loop.close();
            host.close();
            jar.close();
        }
    }

    @Test
    void aNameOfOursIsAnsweredByDatagramAndByStream() throws Exception {
        assertThat(asked(question("web"))).endsWith(new byte[] {127, 0, 0, 9});
        try (Socket stream = stream()) {
            stream.getOutputStream().write(TcpAskers.framed(question("web")).array());
            stream.getOutputStream().write(TcpAskers.framed(question("WEB")).array());
            DataInputStream in = new DataInputStream(stream.getInputStream());
            assertThat(in.readNBytes(in.readUnsignedShort())).endsWith(new byte[] {127, 0, 0, 9});
            assertThat(in.readNBytes(in.readUnsignedShort())).endsWith(new byte[] {127, 0, 0, 9});
        }
    }

    @Test
    void anotherNameIsAskedOfTheHostsResolver() throws Exception {
        try (DatagramSocket resolver = bound(THEIRS, 53)) {
            CompletableFuture<byte[]> reply = CompletableFuture.supplyAsync(() -> ask(question("example")));
            DatagramPacket heard = new DatagramPacket(new byte[512], 512);
            resolver.receive(heard);
            byte[] forged = answered(heard, 1, 1);
            resolver.send(new DatagramPacket(forged, forged.length, heard.getSocketAddress()));
            byte[] other = answered(heard, 0, 2);
            other[13] = 'x'; // an answer, with the right ID, to another question
            resolver.send(new DatagramPacket(other, other.length, heard.getSocketAddress()));
            byte[] answer = answered(heard, 0, 3);
            resolver.send(new DatagramPacket(answer, answer.length, heard.getSocketAddress()));

            assertThat(reply.get()).startsWith(0x19, 0x79).endsWith(new byte[] {3});
        }
    }

    @Test
    void anotherNameIsAskedOfTheHostsResolverByStreamToo() throws Exception {
        try (ServerSocket resolver = listening(THEIRS, 53);
                Socket stream = stream()) {
            stream.getOutputStream().write(TcpAskers.framed(question("example")).array());
            try (Socket served = resolver.accept()) {
                DataInputStream asked = new DataInputStream(served.getInputStream());
                byte[] query = asked.readNBytes(asked.readUnsignedShort());
                byte[] answer = Arrays.copyOf(query, 40_000);
                answer[2] = (byte) 0x81;
                served.getOutputStream().write(TcpAskers.framed(answer).array());
                DataInputStream in = new DataInputStream(stream.getInputStream());
                assertThat(in.readNBytes(in.readUnsignedShort()))
                        .hasSize(40_000)
                        .startsWith(0x19, 0x79);
            }
        }
    }

    @Test
    void whereNobodyAnswersTheAskerIsToldSo() throws Exception {
        assertThat(asked(question("example"))[3] & 0xf).isEqualTo(Verdict.SERVFAIL.code());
        resolvers = new Resolvers(List.of(OURS), List.of());
        assertThat(asked(question("example"))[3] & 0xf).isEqualTo(Verdict.SERVFAIL.code());
    }

    @Test
    void aHostileMessageIsAnsweredWithACodeAndTheNextOneIsServed() throws Exception {
        byte[] loop = question("web");
        loop[12] = (byte) 0xc0;
        loop[13] = 12;
        assertThat(asked(loop)[3] & 0xf).isEqualTo(Verdict.FORMERR.code());
        try (Socket stream = stream()) {
            stream.getOutputStream().write(new byte[] {(byte) 0xff, (byte) 0xff, 1});
            assertThat(stream.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(asked(question("web"))).endsWith(new byte[] {127, 0, 0, 9});
    }

    @Test
    void whoIsNotOfTheNetworkGetsNoAnswer() throws Exception {
        zone = Zone.of(Prefix.of("10.0.0.1/8")).with(Prefix.of("127.0.0.9").address(), List.of("web"));
        try (Socket stream = stream()) {
            assertThat(stream.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void manyConnectionsAreRefusedBeyondABound() throws Exception {
        Socket[] idle = new Socket[TcpAskers.MOST];
        for (int i = 0; i < idle.length; i++) {
            idle[i] = stream();
            idle[i].getOutputStream().write(TcpAskers.framed(question("web")).array());
            assertThat(idle[i].getInputStream().read()).isNotNegative();
        }
        try (Socket stream = stream()) {
            assertThat(stream.getInputStream().read()).isEqualTo(-1);
        }
        for (Socket socket : idle) {
            socket.close();
        }
    }

    private static byte[] question(String name) {
        ByteBuffer bytes = ByteBuffer.allocate(512);
        bytes.putShort((short) 0x1979)
                .putShort((short) 0x0100)
                .putShort((short) 1)
                .position(Query.HEADER);
        bytes.put(Answer.name(name)).putShort((short) RecordType.A).putShort((short) 1);
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private static byte[] answered(DatagramPacket query, int wrong, int mark) {
        byte[] answer = Arrays.copyOf(query.getData(), query.getLength() + 1);
        answer[1] += (byte) wrong;
        answer[2] = (byte) 0x81;
        answer[query.getLength()] = (byte) mark;
        return answer;
    }

    private byte[] asked(byte[] message) {
        return ask(message);
    }

    private byte[] ask(byte[] message) {
        try (DatagramSocket socket = bound(OURS, 0)) {
            socket.send(new DatagramPacket(message, message.length, OURS, 53));
            DatagramPacket reply = new DatagramPacket(new byte[65_535], 65_535);
            socket.receive(reply);
            return Arrays.copyOf(reply.getData(), reply.getLength());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DatagramSocket bound(InetAddress address, int port) {
        return inside(() -> new DatagramSocket(port, address));
    }

    private ServerSocket listening(InetAddress address, int port) {
        return inside(() -> new ServerSocket(port, 5, address));
    }

    private Socket stream() {
        return inside(() -> {
            Socket socket = new Socket();
            socket.connect(new InetSocketAddress(OURS, 53));
            return socket;
        });
    }

    private interface Opening<T> {
        T open() throws IOException;
    }

    private <T> T inside(Opening<T> opening) {
        return host.call(() -> {
            try {
                return opening.open();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
