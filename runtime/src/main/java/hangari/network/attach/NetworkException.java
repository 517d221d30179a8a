package hangari.network.attach;

import java.io.IOException;
import java.util.Optional;

/** A container cannot have the network that it wants: one line with what was tried, why not, and the remedy. */
public final class NetworkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says it in these words. */
    public NetworkException(String message) {
        super(message);
    }

    NetworkException(String message, Exception cause) {
        super(message, cause);
    }

    static NetworkException of(String what, IOException cause) {
        String why = Optional.ofNullable(cause.getMessage()).orElse(cause.toString());
        return new NetworkException("cannot " + what + ": " + why, cause);
    }
}
