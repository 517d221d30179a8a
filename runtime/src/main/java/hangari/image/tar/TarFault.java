package hangari.image.tar;

import java.io.IOException;

/** An archive that is no archive, or asks for what no layer may have. The message says what, and nothing else. */
final class TarFault extends IOException {
    private static final long serialVersionUID = 1L;

    TarFault(String message) {
        super(message);
    }
}
