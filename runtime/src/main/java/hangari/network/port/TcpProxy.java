package hangari.network.port;

import hangari.network.loop.EventLoop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Accepts connections, and joins each to one with the container. */
final class TcpProxy implements PortProxy {
    static final int MOST_CONNECTIONS = 1024;
    private static final int BACKLOG = 512;

    private final EventLoop loop;
    private final PortMapping mapping;
    private final InetSocketAddress target;
    private final ServerSocketChannel listener;
    private final Set<Splice> connections = new HashSet<>();

    private TcpProxy(EventLoop loop, PortMapping mapping, InetSocketAddress target, ServerSocketChannel listener) {
        this.loop = loop;
        this.mapping = mapping;
        this.target = target;
        this.listener = listener;
    }

    /** In the loop only: a socket belongs to the network of the thread that opens it. */
    static TcpProxy open(EventLoop loop, PortMapping mapping, InetSocketAddress target) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open();
        try {
            listener.bind(mapping.listening(), BACKLOG);
            int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
            TcpProxy proxy = new TcpProxy(loop, mapping.at(port), target, listener);
            loop.register(listener, SelectionKey.OP_ACCEPT, key -> proxy.accept());
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

    private void accept() throws IOException {
        SocketChannel client = listener.accept();
        if (client == null) {
            return;
        }
        if (connections.size() >= MOST_CONNECTIONS) {
            client.close();
            return;
        }
        try {
            connections.add(Splice.begin(loop, client, target, connections::remove));
        } catch (IOException e) {
            client.close(); // no descriptor is left, or nobody is there: the port itself stays
        }
    }

    @Override
    public void close() {
        loop.call(() -> {
            List.copyOf(connections).forEach(Splice::close);
            listener.close();
            return true;
        });
    }
}
