package hangari.container.life.wire;

import java.io.IOException;

/** Nobody has read the request whole, so nothing was done: it may be asked again. */
final class NotTakenException extends IOException {
    private static final long serialVersionUID = 1L;

    NotTakenException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
