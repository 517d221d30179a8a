package hangari.image.build;

import hangari.image.dockerfile.Place;
import hangari.image.tree.Shown;

/** The program of a RUN instruction ended with another status than 0. */
public final class RunFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    RunFailedException(Place at, String command, int status) {
        super(at + ": The command '" + Shown.of(command) + "' returned a non-zero code: " + status
                + ": see what it wrote above");
        this.status = status;
    }

    /** The program's. */
    public int status() {
        return status;
    }
}
