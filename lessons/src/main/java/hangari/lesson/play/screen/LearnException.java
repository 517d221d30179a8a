package hangari.lesson.play.screen;

/** What was asked for cannot be played; the message is one line, remedy last. */
public final class LearnException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LearnException(String message) {
        super(message);
    }
}
