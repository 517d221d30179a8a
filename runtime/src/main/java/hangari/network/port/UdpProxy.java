package hangari.network.port;

import hangari.network.loop.EventLoop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Carries datagrams. Each client has a socket of its own towards the container, by which the answers find back.
 *
 * <p>Nobody says when a conversation by datagrams is over: it is forgotten after a while of silence, and the one that was
 * silent longest when there are too many.
 */
final class UdpProxy implements PortProxy {
    static final int MOST_SESSIONS = 512;
    private static final long SILENCE = TimeUnit.SECONDS.toNanos(90);
    private static final int AT_ONCE = 64;
    private static final int LONGEST = 65_535;

    private final EventLoop loop;
    private final PortMapping mapping;
    private final InetSocketAddress target;
    private final DatagramChannel listener;
    private final ByteBuffer datagram = ByteBuffer.allocate(LONGEST);
    private final Runnable tick = this::forgetTheSilent;
    /** By client; the one that was silent longest comes first. */
    private final Map<SocketAddress, Session> sessions = new LinkedHashMap<>(16, 0.75f, true);

    private UdpProxy(EventLoop loop, PortMapping mapping, InetSocketAddress target, DatagramChannel listener) {
        this.loop = loop;
        this.mapping = mapping;
        this.target = target;
        this.listener = listener;
    }

    private static final class Session {
        final DatagramChannel channel;
        long last = System.nanoTime();

        Session(DatagramChannel channel) {
            this.channel = channel;
        }
    }

    /** In the loop only: a socket belongs to the network of the thread that opens it. */
    static UdpProxy open(EventLoop loop, PortMapping mapping, InetSocketAddress target) throws IOException {
        DatagramChannel listener = DatagramChannel.open();
        try {
            listener.bind(mapping.listening());
            int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
            UdpProxy proxy = new UdpProxy(loop, mapping.at(port), target, listener);
            loop.register(listener, SelectionKey.OP_READ, key -> proxy.fromClients());
            loop.every(proxy.tick);
            return proxy;
        } catch (IOException e) {
            listener.close();
            throw e;
        }
    }

    @Override
    public PortMapping mapping() {
        return mapping;
    }

    int sessions() {
        return loop.call(sessions::size);
    }

    private void fromClients() throws IOException {
        for (int i = 0; i < AT_ONCE; i++) {
            datagram.clear();
            SocketAddress client = listener.receive(datagram);
            if (client == null) {
                return;
            }
            datagram.flip();
            try {
                session(client).channel.write(datagram);
            } catch (IOException e) {
                // udp(7): an earlier datagram's ICMP error, such as ECONNREFUSED. Datagrams may be lost.
                end(sessions.remove(client));
            }
        }
    }

    private Session session(SocketAddress client) throws IOException {
        Session known = sessions.get(client);
        if (known == null) {
            if (sessions.size() >= MOST_SESSIONS) {
                Iterator<Session> silent = sessions.values().iterator();
                end(silent.next());
                silent.remove();
            }
            DatagramChannel channel = DatagramChannel.open();
            channel.connect(target);
            known = new Session(channel);
            loop.register(channel, SelectionKey.OP_READ, key -> fromContainer(client, channel));
            sessions.put(client, known);
        }
        known.last = System.nanoTime();
        return known;
    }

    private void fromContainer(SocketAddress client, DatagramChannel channel) throws IOException {
        for (int i = 0; i < AT_ONCE; i++) {
            datagram.clear();
            if (channel.read(datagram) < 0 || datagram.position() == 0) {
                return;
            }
            datagram.flip();
            listener.send(datagram, client);
        }
    }

    private void forgetTheSilent() {
        long now = System.nanoTime();
        sessions.values().removeIf(session -> {
            boolean silent = now - session.last > SILENCE;
            if (silent) {
                end(session);
            }
            return silent;
        });
    }

    private static void end(@Nullable Session session) {
        try {
            if (session != null) {
                session.channel.close();
            }
        } catch (IOException e) {
            // It is closed all the same.
        }
    }

    @Override
    public void close() {
        loop.call(() -> {
            loop.forget(tick);
            sessions.values().forEach(UdpProxy::end);
            sessions.clear();
            listener.close();
            return true;
        });
    }
}
