package hangari.network.dns;

import hangari.network.Prefix;
import hangari.network.loop.EventLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The responder of one network, at its gateway's address, by UDP and TCP.
 *
 * <p>It answers for the containers' names and addresses itself; the rest it carries to the host's resolvers and back,
 * as it comes. Who is not of the network gets no answer.
 */
public final class DnsServer implements AutoCloseable {
    static final int PORT = 53;
    private static final int AT_ONCE = 64;
    private static final int LONGEST = 65_535;

    private final EventLoop loop;
    private final Supplier<Zone> zone;
    private final DatagramChannel datagrams;
    private final ServerSocketChannel connections;
    private final Upstream upstream;
    private final TcpAskers askers;
    private final ByteBuffer datagram = ByteBuffer.allocate(LONGEST);
    private final Runnable tick = this::tick;

    private DnsServer(
            EventLoop loop,
            Supplier<Zone> zone,
            Supplier<Resolvers> resolvers,
            DatagramChannel datagrams,
            ServerSocketChannel connections,
            InetAddress address) {
        this.loop = loop;
        this.zone = zone;
        this.datagrams = datagrams;
        this.connections = connections;
        this.upstream = new Upstream(loop, () -> others(resolvers.get(), address));
        this.askers = new TcpAskers(loop, this::answer);
    }

    /** All but ourselves: we would ask ourselves for ever. */
    private static List<InetSocketAddress> others(Resolvers resolvers, InetAddress address) {
        return resolvers.sockets().stream()
                .filter(server -> !server.getAddress().equals(address))
                .toList();
    }

    /**
     * Answers from now on.
     *
     * @param zone the names of the moment
     * @param resolvers who is asked for other names, at the moment
     * @throws UncheckedIOException if the address may not be taken, say because another server answers there
     */
    public static DnsServer open(
            EventLoop loop, InetAddress address, Supplier<Zone> zone, Supplier<Resolvers> resolvers) {
        return loop.call(() -> {
            DatagramChannel datagrams = DatagramChannel.open();
            ServerSocketChannel connections = ServerSocketChannel.open();
            try {
                datagrams.bind(new InetSocketAddress(address, PORT));
                connections.bind(new InetSocketAddress(address, PORT));
                DnsServer server = new DnsServer(loop, zone, resolvers, datagrams, connections, address);
                loop.register(datagrams, SelectionKey.OP_READ, key -> server.read());
                loop.register(connections, SelectionKey.OP_ACCEPT, key -> server.accept());
                loop.every(server.tick);
                return server;
            } catch (IOException e) {
                datagrams.close();
                connections.close();
                throw e;
            }
        });
    }

    private void read() throws IOException {
        for (int i = 0; i < AT_ONCE; i++) {
            datagram.clear();
            SocketAddress asker = datagrams.receive(datagram);
            if (asker == null) {
                return;
            }
            if (ofOurs(asker)) {
                byte[] message = Arrays.copyOf(datagram.array(), datagram.position());
                answer(message, false, reply -> send(reply, asker));
            }
        }
    }

    private void send(byte[] reply, SocketAddress asker) {
        try {
            datagrams.send(ByteBuffer.wrap(reply), asker);
        } catch (IOException e) {
            // The asker is gone, or asks again.
        }
    }

    private void accept() throws IOException {
        SocketChannel asker = connections.accept();
        if (asker != null && ofOurs(asker.getRemoteAddress())) {
            askers.add(asker);
        } else if (asker != null) {
            asker.close();
        }
    }

    private boolean ofOurs(SocketAddress asker) {
        return zone.get().subnet().contains(((InetSocketAddress) asker).getAddress());
    }

    private void answer(byte[] message, boolean stream, Consumer<byte[]> reply) {
        try {
            Query query = Query.read(message);
            Optional<byte[]> own = zone.get().answer(query, stream ? LONGEST : query.room());
            if (own.isPresent()) {
                reply.accept(own.get());
            } else {
                upstream.ask(query, message, stream, reply);
            }
        } catch (BadQueryException e) {
            Answer.unreadable(message, e.verdict()).ifPresent(reply);
        }
    }

    private void tick() {
        upstream.tick();
        askers.tick();
    }

    @Override
    public void close() {
        loop.call(() -> {
            loop.forget(tick);
            upstream.close();
            askers.close();
            datagrams.close();
            connections.close();
            return true;
        });
    }

    /** The network that it answers, for messages. */
    @Override
    public String toString() {
        Prefix subnet = zone.get().subnet();
        return "names of " + subnet;
    }
}
