package hangari.network.dns;

import hangari.network.loop.EventLoop;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Those who ask by TCP. Source: RFC 1035, 4.2.2, "The message is prefixed with a two byte length field".
 *
 * <p>One question at a time is read of each; there are not many at once, and who is silent for long is hung up on.
 */
final class TcpAskers {
    static final int MOST = 64;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);
    /** The longest name, with a header and an OPT record with options, is far below this. */
    static final int LONGEST_QUESTION = 4096;

    private final EventLoop loop;
    private final Answering answering;
    private final Set<Asker> askers = new HashSet<>();

    /** Answers a message, now or later. */
    interface Answering {
        void answer(byte[] message, boolean stream, Consumer<byte[]> reply);
    }

    TcpAskers(EventLoop loop, Answering answering) {
        this.loop = loop;
        this.answering = answering;
    }

    void add(SocketChannel channel) throws IOException {
        if (askers.size() >= MOST) {
            channel.close();
            return;
        }
        Asker asker = new Asker(channel);
        asker.key = loop.register(channel, SelectionKey.OP_READ, key -> asker.ready());
        askers.add(asker);
    }

    void tick() {
        long now = System.nanoTime();
        List.copyOf(askers).stream()
                .filter(asker -> now - asker.since > PATIENCE)
                .forEach(Asker::hangUp);
    }

    void close() {
        List.copyOf(askers).forEach(Asker::hangUp);
    }

    static ByteBuffer framed(byte[] message) {
        return ByteBuffer.allocate(2 + message.length)
                .putShort((short) message.length)
                .put(message)
                .flip();
    }

    /** The message, once all of it is there; empty until then. */
    static byte[] unframed(ByteBuffer read) {
        int length = read.position() < 2 ? 0 : Short.toUnsignedInt(read.getShort(0));
        if (length == 0 || read.position() < 2 + length) {
            return new byte[0];
        }
        byte[] message = new byte[length];
        read.get(2, message);
        return message;
    }

    private final class Asker {
        private final SocketChannel channel;
        private final ByteBuffer question = ByteBuffer.allocate(2 + LONGEST_QUESTION);
        private @Nullable SelectionKey key;
        private ByteBuffer reply = ByteBuffer.allocate(0);
        private boolean waiting;
        private long since = System.nanoTime();

        Asker(SocketChannel channel) {
            this.channel = channel;
        }

        void ready() {
            try {
                if (reply.hasRemaining()) {
                    channel.write(reply);
                } else if (channel.read(question) < 0 || tooLong()) {
                    hangUp();
                    return;
                }
                answerNext();
                listen();
            } catch (IOException e) {
                hangUp();
            }
        }

        private boolean tooLong() {
            return question.position() >= 2 && Short.toUnsignedInt(question.getShort(0)) > LONGEST_QUESTION;
        }

        private void answerNext() {
            byte[] message = unframed(question);
            if (!waiting && !reply.hasRemaining() && message.length > 0) {
                question.flip().position(2 + message.length);
                question.compact();
                waiting = true;
                since = System.nanoTime();
                answering.answer(message, true, this::say);
            }
        }

        private void say(byte[] message) {
            waiting = false;
            reply = framed(message);
            try {
                channel.write(reply);
                answerNext(); // the next one may have come already
                listen();
            } catch (IOException e) {
                hangUp();
            }
        }

        private void listen() {
            if (key != null && key.isValid()) {
                key.interestOps(waiting ? 0 : reply.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
            }
        }

        private void hangUp() {
            askers.remove(this);
            try {
                channel.close();
            } catch (IOException e) {
                // It is closed all the same.
            }
        }
    }
}
