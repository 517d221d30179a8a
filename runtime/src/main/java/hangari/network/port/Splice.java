package hangari.network.port;

import hangari.network.loop.EventLoop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/** Two connections, of which each gets what the other one says. */
final class Splice {
    private final SocketChannel client;
    private final SocketChannel server;
    private final Consumer<Splice> ended;
    private final Pour up;
    private final Pour down;
    private SelectionKey clientKey;
    private SelectionKey serverKey;

    private Splice(EventLoop loop, SocketChannel client, SocketChannel server, Consumer<Splice> ended)
            throws IOException {
        this.client = client;
        this.server = server;
        this.ended = ended;
        this.up = new Pour(client, server);
        this.down = new Pour(server, client);
        this.clientKey = loop.register(client, 0, key -> ready());
        this.serverKey = loop.register(server, SelectionKey.OP_CONNECT, key -> ready());
    }

    static Splice begin(EventLoop loop, SocketChannel client, InetSocketAddress target, Consumer<Splice> ended)
            throws IOException {
        SocketChannel server = SocketChannel.open();
        try {
            server.configureBlocking(false);
            server.connect(target);
            return new Splice(loop, client, server, ended);
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    private void ready() {
        try {
            if (server.isConnectionPending() && !server.finishConnect()) {
                return;
            }
            up.pour();
            down.pour();
            if (up.finished() && down.finished()) {
                close();
                return;
            }
            clientKey.interestOps(interest(up, down));
            serverKey.interestOps(interest(down, up));
        } catch (IOException e) {
            close(); // one side is gone without a farewell, so the other one is left without one
        }
    }

    private static int interest(Pour from, Pour into) {
        return (from.canRead() ? SelectionKey.OP_READ : 0) | (into.mustWrite() ? SelectionKey.OP_WRITE : 0);
    }

    void close() {
        ended.accept(this);
        for (SocketChannel channel : new SocketChannel[] {client, server}) {
            try {
                channel.close();
            } catch (IOException e) {
                // It is closed all the same: close(2), "the descriptor is always released".
            }
        }
    }

    /** One direction. What could not be written yet is all that is kept of it. */
    private static final class Pour {
        private static final int ROOM = 32 * 1024;

        private final SocketChannel from;
        private final SocketChannel to;
        private final ByteBuffer kept = ByteBuffer.allocate(ROOM);
        private boolean end;
        private boolean finished;

        Pour(SocketChannel from, SocketChannel to) {
            this.from = from;
            this.to = to;
        }

        void pour() throws IOException {
            if (canRead()) {
                end = from.read(kept) < 0;
            }
            if (mustWrite()) {
                kept.flip();
                to.write(kept);
                kept.compact();
            }
            // tcp(7): each direction ends for itself; a client may say all it has, and then listen for long.
            if (end && kept.position() == 0 && !finished) {
                finished = true;
                to.shutdownOutput();
            }
        }

        boolean canRead() {
            return !end && kept.hasRemaining();
        }

        boolean mustWrite() {
            return kept.position() > 0;
        }

        boolean finished() {
            return finished;
        }
    }
}
