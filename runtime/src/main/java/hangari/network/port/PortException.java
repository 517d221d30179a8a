package hangari.network.port;

/** A port of the host cannot be taken: one line with the port, why not, and the remedy. */
public final class PortException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PortException(String message) {
        super(message);
    }
}
