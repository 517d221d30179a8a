package hangari.image.registry;

import hangari.image.ImageException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A registry did not give what it was asked for: one line, and whether it is worth to ask again. */
final class TransferException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What may help. */
    enum Cure {
        /** Nothing. */
        NONE,
        /** The same request, later. */
        AGAIN,
        /** The whole blob from its first byte. */
        ANEW
    }

    private final Cure cure;
    private final transient Optional<Duration> pause;

    private TransferException(String message, Cure cure, Optional<Duration> pause) {
        super(message);
        this.cure = cure;
        this.pause = pause;
    }

    /** It will not be better the next time. */
    static TransferException refused(String message) {
        return new TransferException(message, Cure.NONE, Optional.empty());
    }

    /** It may be better the next time. */
    static TransferException passing(String message) {
        return new TransferException(message, Cure.AGAIN, Optional.empty());
    }

    /** It may be better after the time that the registry asked for. */
    static TransferException passing(String message, Optional<Duration> pause) {
        return new TransferException(message, Cure.AGAIN, pause);
    }

    /** The rest of a blob was not to be had, the whole may be. */
    static TransferException anew(String message) {
        return new TransferException(message, Cure.ANEW, Optional.empty());
    }

    Cure cure() {
        return cure;
    }

    Optional<Duration> pause() {
        return pause;
    }

    ImageException asImageException() {
        return new ImageException(String.valueOf(getMessage()));
    }
}
