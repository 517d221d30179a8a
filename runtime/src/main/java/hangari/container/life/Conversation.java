package hangari.container.life;

import java.util.Optional;

/**
 * Bytes that go to and fro between the caller and a container's process. One thread may read while another writes.
 *
 * <pre>{@code
 * try (Conversation talk = supervisor.attach(new Request.Attach("web", false, true, true))) {
 *     talk.send(Frame.stdin("hello\n".getBytes(UTF_8)));
 *     talk.send(Frame.stdinClosed());
 *     for (var frame = talk.next(); frame.isPresent(); frame = talk.next()) { … }
 * }
 * }</pre>
 */
public interface Conversation extends AutoCloseable {
    /** The next frame of output, the last being {@link Frame.Kind#EXIT} where something ends; empty at the end. */
    Optional<Frame> next();

    /** Sends input; what nobody takes any more is dropped. */
    void send(Frame frame);

    @Override
    void close();
}
