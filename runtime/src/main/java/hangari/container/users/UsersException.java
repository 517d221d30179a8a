package hangari.container.users;

/** The users of a container cannot be had; the message is one line. */
public final class UsersException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsersException(String message) {
        super(message);
    }

    UsersException(String message, Throwable cause) {
        super(message, cause);
    }
}
