package hangari.cli.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * The files by which a machine tells what it is.
 *
 * @param root {@code /}, or a directory laid out like one
 */
record HostFiles(Path root) {
    /** The text of a file, such as {@code proc/filesystems}, without the line end; empty if it cannot be read. */
    Optional<String> text(String file) {
        try {
            // ISO-8859-1 reads any byte: what stands in /proc need not be UTF-8. By lines, because these are read in
            // large
            // pieces: a number in /proc/sys is given to the first read(2) only, and readString begins with one byte.
            return Optional.of(String.join("\n", Files.readAllLines(root.resolve(file), StandardCharsets.ISO_8859_1))
                    .strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Whether a file holds exactly this. */
    boolean holds(String file, String text) {
        return text(file).equals(Optional.of(text));
    }

    /** Where a program stands, in the directories of a search path. */
    Optional<Path> program(String name, String searchPath) {
        return Arrays.stream(searchPath.split(":"))
                .map(directory ->
                        root.resolve(directory.replaceFirst("^/+", "")).resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Whether a file can be read and written. */
    boolean usable(String file) {
        return Files.isReadable(root.resolve(file)) && Files.isWritable(root.resolve(file));
    }

    /** Whether a file is there. */
    boolean has(String file) {
        return Files.exists(root.resolve(file));
    }
}
