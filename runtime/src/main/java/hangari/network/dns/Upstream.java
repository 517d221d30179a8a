package hangari.network.dns;

import hangari.network.loop.EventLoop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries questions to the host's resolvers.
 *
 * <p>RFC 5452, 9.2: each has a socket of its own, whose port the kernel chose, and a random ID; an answer counts only if
 * it comes from the resolver that was asked, with that ID and that question.
 */
final class Upstream {
    static final int MOST = 256;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(2);
    private static final int LONGEST = 65_535;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final EventLoop loop;
    private final Supplier<List<InetSocketAddress>> servers;
    private final Set<Asked> asked = new HashSet<>();

    Upstream(EventLoop loop, Supplier<List<InetSocketAddress>> servers) {
        this.loop = loop;
        this.servers = servers;
    }

    void ask(Query query, byte[] message, boolean stream, Consumer<byte[]> reply) {
        if (asked.size() >= MOST) {
            reply.accept(Answer.of(query, Verdict.SERVFAIL));
            return;
        }
        Asked question = new Asked(query, message, stream, servers.get(), reply);
        asked.add(question);
        question.next();
    }

    void tick() {
        long now = System.nanoTime();
        List.copyOf(asked).stream()
                .filter(question -> now - question.since > PATIENCE)
                .forEach(Asked::next);
    }

    void close() {
        List.copyOf(asked).forEach(question -> close(question.channel));
        asked.clear();
    }

    private static void close(@Nullable SelectableChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // It is closed all the same.
        }
    }

    /** One question on its way, to one resolver after the other. */
    private final class Asked {
        private final Query query;
        private final byte[] message;
        private final boolean stream;
        private final List<InetSocketAddress> candidates;
        private final Consumer<byte[]> reply;
        private final ByteBuffer answer;
        private int tried;
        private int id;
        private long since = System.nanoTime();
        private @Nullable SelectableChannel channel;

        Asked(Query query, byte[] message, boolean stream, List<InetSocketAddress> candidates, Consumer<byte[]> reply) {
            this.query = query;
            this.message = message.clone();
            this.stream = stream;
            this.candidates = candidates;
            this.reply = reply;
            this.answer = ByteBuffer.allocate(stream ? LONGEST + 2 : LONGEST);
        }

        void next() {
            close(channel);
            if (tried == candidates.size()) {
                end(Answer.of(query, Verdict.SERVFAIL));
                return;
            }
            id = RANDOM.nextInt(1 << 16);
            message[0] = (byte) (id >> 8);
            message[1] = (byte) id;
            since = System.nanoTime();
            try {
                InetSocketAddress server = candidates.get(tried++);
                channel = stream ? connect(server) : send(server);
            } catch (IOException e) {
                next(); // at most as many times as there are resolvers: three
            }
        }

        private DatagramChannel send(InetSocketAddress server) throws IOException {
            DatagramChannel datagrams = DatagramChannel.open();
            try {
                datagrams.connect(server);
                loop.register(datagrams, SelectionKey.OP_READ, key -> attempt(() -> datagrams.read(answer.clear())));
                datagrams.write(ByteBuffer.wrap(message));
                return datagrams;
            } catch (IOException e) {
                datagrams.close();
                throw e;
            }
        }

        private SocketChannel connect(InetSocketAddress server) throws IOException {
            SocketChannel connection = SocketChannel.open();
            try {
                connection.configureBlocking(false);
                connection.connect(server);
                answer.clear();
                ByteBuffer question = TcpAskers.framed(message);
                loop.register(
                        connection, SelectionKey.OP_CONNECT, key -> attempt(() -> talk(key, connection, question)));
                return connection;
            } catch (IOException e) {
                connection.close();
                throw e;
            }
        }

        private void talk(SelectionKey key, SocketChannel connection, ByteBuffer question) throws IOException {
            if (connection.isConnectionPending()) {
                connection.finishConnect();
            }
            connection.write(question);
            if (connection.read(answer) < 0) {
                throw new IOException("the resolver hung up");
            }
            key.interestOps(question.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        }

        private interface Reading {
            void read() throws IOException;
        }

        private void attempt(Reading reading) {
            try {
                reading.read();
            } catch (IOException e) {
                next();
                return;
            }
            byte[] whole = stream ? TcpAskers.unframed(answer) : Arrays.copyOf(answer.array(), answer.position());
            if (isTheAnswer(whole)) {
                whole[0] = (byte) (query.id() >> 8);
                whole[1] = (byte) query.id();
                end(whole);
            }
        }

        private boolean isTheAnswer(byte[] whole) {
            return whole.length >= Query.HEADER
                    && Short.toUnsignedInt(ByteBuffer.wrap(whole).getShort()) == id
                    && (whole[2] & 0x80) != 0
                    && Query.questionOf(whole).equals(query.question());
        }

        private void end(byte[] whole) {
            close(channel);
            asked.remove(this);
            reply.accept(whole);
        }
    }
}
