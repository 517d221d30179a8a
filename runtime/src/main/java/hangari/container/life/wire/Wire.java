package hangari.container.life.wire;

import hangari.container.life.Frame;
import hangari.container.life.LifeException;
import hangari.container.life.LifeJson;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One end of a connection: a line of JSON each way, then perhaps frames both ways.
 *
 * <p>One thread may read while others write. Each method throws {@link IOException} if the other end is gone, and {@link
 * LifeException} if it does not keep to the rules. Frames end with one of a kind that has no other use: without data if
 * all went well, else with a {@link Refused}. So an end is told from a supervisor that was killed.
 */
final class Wire implements AutoCloseable {
    static final int LONGEST_REQUEST = 1 << 20;
    static final int LONGEST_ANSWER = 64 << 20;
    /** The first byte of the frame behind which there is none. */
    static final int END = 255;

    private static final int CHUNK = 16 * 1024;

    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(CHUNK).limit(0);
    private final ReentrantLock writing = new ReentrantLock();

    Wire(SocketChannel channel) {
        this.channel = channel;
    }

    SocketChannel channel() {
        return channel;
    }

    /** Reads a line; its end is not part of it. */
    String line(int longest) throws IOException {
        var line = new ByteArrayOutputStream();
        while (true) {
            while (in.hasRemaining()) {
                byte next = in.get();
                if (next == '\n') {
                    return line.toString(StandardCharsets.UTF_8);
                }
                if (line.size() == longest) {
                    throw bad("a line is longer than " + longest + " bytes");
                }
                line.write(next);
            }
            fill();
        }
    }

    void line(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8));
        // in pieces: for each write the JDK keeps a buffer of that size with the thread
        for (int at = 0; at < bytes.capacity(); at += CHUNK) {
            write(bytes.slice(at, Math.min(CHUNK, bytes.capacity() - at)));
        }
    }

    /** Reads a frame; empty if it was the one that ends them. */
    Optional<Frame> frame() throws IOException {
        ByteBuffer head = bytes(Frame.HEAD);
        int kind = Byte.toUnsignedInt(head.get(0));
        int length = head.getInt(4);
        if ((head.getInt(0) & 0xFF_FFFF) != 0 || length < 0 || length > Frame.LONGEST) {
            throw bad("the head of a frame says %08x %08x: at most %d bytes may follow"
                    .formatted(head.getInt(0), length, Frame.LONGEST));
        }
        if (kind == END) {
            ended(bytes(length));
            return Optional.empty();
        }
        Frame.Kind known = Frame.Kind.numbered(kind).orElseThrow(() -> bad("there are no frames of kind " + kind));
        return Optional.of(new Frame(known, bytes(length)));
    }

    private static void ended(ByteBuffer data) {
        if (data.hasRemaining()) {
            throw LifeJson.read(StandardCharsets.UTF_8.decode(data).toString(), Refused.class, "end")
                    .exception();
        }
    }

    void frame(Frame frame) throws IOException {
        write(ByteBuffer.wrap(frame.head()), frame.data().duplicate());
    }

    /** Says that there are no more frames. */
    void end() throws IOException {
        end(new byte[0]);
    }

    /** Says why there are no more frames. */
    void end(Refused refused) throws IOException {
        end(LifeJson.write(refused).getBytes(StandardCharsets.UTF_8));
    }

    private void end(byte[] data) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(Frame.HEAD).putInt(END << 24).putInt(data.length);
        write(head.flip(), ByteBuffer.wrap(data));
    }

    /** Returns when the other end is gone, or says something although it is not its turn. */
    void awaitEnd() throws IOException {
        if (!in.hasRemaining()) {
            fill();
        }
    }

    private ByteBuffer bytes(int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining()) {
            if (!in.hasRemaining()) {
                fill();
            }
            int some = Math.min(bytes.remaining(), in.remaining());
            bytes.put(in.slice(in.position(), some));
            in.position(in.position() + some);
        }
        return bytes.flip();
    }

    private void fill() throws IOException {
        in.clear();
        int count = channel.read(in);
        in.flip();
        if (count < 0) {
            throw new EOFException("the connection was closed");
        }
    }

    private void write(ByteBuffer... buffers) throws IOException {
        writing.lock();
        try {
            while (buffers[buffers.length - 1].hasRemaining() || buffers[0].hasRemaining()) {
                channel.write(buffers);
            }
        } finally {
            writing.unlock();
        }
    }

    /** Whether somebody is writing, which can take for ever if the other end does not read. */
    boolean isWriting() {
        return writing.isLocked();
    }

    private static LifeException bad(String what) {
        return new LifeException(LifeException.Kind.BAD_REQUEST, "bad request: " + what);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // it was on its way out anyhow
        }
    }
}
