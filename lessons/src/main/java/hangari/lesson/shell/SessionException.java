package hangari.lesson.shell;

/** The session VM could not be started; the message is one line, remedy last. */
public final class SessionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SessionException(String message, Throwable cause) {
        super(message, cause);
    }
}
