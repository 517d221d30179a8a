package hangari.cli.state;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;

/** The state directory cannot be used: where, and why, as a value for whoever puts it into words. */
public final class StateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why it cannot be used; each has a remedy of its own. */
    public enum Reason {
        /** This user may not write there. */
        DENIED,
        /** It is not there and cannot be made. */
        MISSING,
        /** A file stands where a directory should be. */
        FILE,
        /** Too little room is left; the detail says how many MiB. */
        ROOM,
        /** No room is left. */
        FULL,
        /** What the system said is the detail. */
        OTHER
    }

    private final String path;
    private final Reason reason;
    private final String detail;

    StateException(Path path, IOException cause) {
        super(path + ": " + detail(cause), cause);
        this.path = path.toString();
        this.reason = reason(path, cause);
        this.detail = detail(cause);
    }

    /** What cannot be used. */
    public String path() {
        return path;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }

    /** What more there is to say of the reason. */
    public String detail() {
        return detail;
    }

    private static Reason reason(Path path, IOException cause) {
        if (cause instanceof NoRoomException) {
            return Reason.ROOM;
        }
        if (cause instanceof AccessDeniedException) {
            return Reason.DENIED;
        }
        if (cause instanceof NoSuchFileException) {
            return Reason.MISSING;
        }
        if (detail(cause).equals("No space left on device")) {
            return Reason.FULL;
        }
        return hasFileInItsWay(path) ? Reason.FILE : Reason.OTHER;
    }

    private static boolean hasFileInItsWay(Path path) {
        Path existing = path;
        while (existing.getParent() != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        return Files.exists(existing) && !Files.isDirectory(existing);
    }

    private static String detail(IOException cause) {
        if (cause instanceof NoRoomException room) {
            return String.valueOf(room.left());
        }
        if (cause instanceof FileSystemException known && known.getReason() != null) {
            return known.getReason();
        }
        return Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
    }
}
