package hangari.image;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** An image, a root or a layer cannot be made, read or removed: one line with what was tried, why it failed, and the remedy. */
public final class ImageException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final long NEARLY_NOTHING = 64 * 1024;

    /** Says it in these words: what was tried, with its value, why it failed, and the remedy. */
    public ImageException(String message) {
        super(message);
    }

    private ImageException(String message, IOException cause) {
        super(message, cause);
    }

    /**
     * Says why a file could not be written or read.
     *
     * @param what was tried, with its value: {@code copy /bin/ls}
     * @param where it was to happen, for the state of its file system
     */
    public static ImageException of(String what, Path where, IOException cause) {
        return new ImageException("cannot " + what + ": " + reason(where, cause), cause);
    }

    private static String reason(Path where, IOException cause) {
        if (cause instanceof NoSuchFileException missing) {
            return "no such file: " + missing.getFile() + ": check the path";
        }
        if (cause instanceof AccessDeniedException denied) {
            return "permission denied: " + denied.getFile() + ": ask as its owner or as root";
        }
        if (cause instanceof FileAlreadyExistsException exists) {
            return "it exists already: " + exists.getFile() + ": use another name";
        }
        if (cause instanceof DirectoryNotEmptyException full) {
            return "it exists already and is not empty: " + full.getFile();
        }
        if (isReadOnly(cause)) {
            return "the file system that holds " + where
                    + " is read-only: have it mounted for writing, or set HANGARI_STATE to a directory on another one";
        }
        if (isFull(where, cause)) {
            return fullDisk(where);
        }
        if (cause instanceof FileSystemException other && other.getReason() != null) {
            return other.getReason() + ": " + other.getFile();
        }
        return Optional.ofNullable(cause.getMessage()).orElse(cause.toString());
    }

    private static boolean isReadOnly(IOException cause) {
        return String.valueOf(cause.getMessage()).contains("Read-only file system");
    }

    // The errno is not in a Java exception, and its text is in the user's language: so ask the file system too. One
    // without any blocks, such as proc, is not full.
    private static boolean isFull(Path where, IOException cause) {
        String message = String.valueOf(cause.getMessage());
        return message.contains("No space left on device")
                || store(where).map(ImageException::nearlyFull).orElse(false);
    }

    private static boolean nearlyFull(FileStore store) {
        try {
            return store.getTotalSpace() > 0 && store.getUsableSpace() < NEARLY_NOTHING;
        } catch (IOException e) {
            return false;
        }
    }

    private static String fullDisk(Path where) {
        return "no space left on the disk that holds " + where
                + ": make room there, or set HANGARI_STATE to a directory on another disk";
    }

    private static Optional<FileStore> store(Path where) {
        Path existing = where.toAbsolutePath();
        while (existing.getParent() != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        try {
            return Optional.of(Files.getFileStore(existing));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
