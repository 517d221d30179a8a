package hangari.container.life.keep;

import hangari.container.life.Conversation;
import hangari.container.life.Frame;
import java.util.Optional;

/** Nothing is told, and nobody listens. */
enum SilentConversation implements Conversation {
    INSTANCE;

    @Override
    public Optional<Frame> next() {
        return Optional.empty();
    }

    @Override
    public void send(Frame frame) {}

    @Override
    public void close() {}
}
