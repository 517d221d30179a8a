package hangari.cli.state;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;

/** The state directory cannot be used; the message is one line and ends with the remedy. */
public final class StateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StateException(Path path, IOException cause) {
        super(
                path + ": " + reason(cause) + ": make room and get the right to write there, or set HANGARI_STATE to"
                        + " another directory",
                cause);
    }

    private static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof NoSuchFileException) {
            return "no such directory, and it cannot be made";
        }
        if (cause instanceof FileSystemException known && known.getReason() != null) {
            return known.getReason();
        }
        return Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
    }
}
