package hangari.image.elf;

import java.nio.file.Path;

/** A program's headers cannot be followed: the message names the file and what is wrong with it. */
public final class ElfException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ElfException(Object file, String problem) {
        super(file + ": " + problem);
    }

    ElfException(Path file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }
}
