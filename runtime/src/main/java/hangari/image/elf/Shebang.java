package hangari.image.elf;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The first line of a script, which names the program to run in its place: execve(2), "Interpreter scripts".
 *
 * @param interpreter an absolute path
 * @param program the name that {@code env} is to search for, if the interpreter is env(1)
 */
public record Shebang(String interpreter, Optional<String> program) {
    private static final int MAX_LINE = 255;

    /**
     * Reads it; empty if the file does not begin with {@code #!}.
     *
     * @throws ElfException if the interpreter is not an absolute path, or the file cannot be read
     */
    public static Optional<Shebang> read(Path file) {
        try (ElfBytes bytes = ElfBytes.open(file)) {
            byte[] start = bytes.slice("the first line", 0, Math.min(MAX_LINE, bytes.size()), ByteOrder.BIG_ENDIAN)
                    .array();
            if (start.length < 2 || start[0] != '#' || start[1] != '!') {
                return Optional.empty();
            }
            // execve(2): "the kernel … only 255 characters after the '#!' are taken" since Linux 5.1
            String line = new String(start, 2, start.length - 2, StandardCharsets.UTF_8).split("\n", 2)[0].strip();
            List<String> words = List.of(line.split("[ \t]+", -1));
            if (!words.get(0).startsWith("/")) {
                throw bytes.unsupported("its first line names no absolute path: \"#!" + line + "\"");
            }
            return Optional.of(new Shebang(words.get(0), searched(words)));
        }
    }

    private static Optional<String> searched(List<String> words) {
        if (!words.get(0).endsWith("/env")) {
            return Optional.empty();
        }
        return words.stream()
                .skip(1)
                .filter(word -> !word.startsWith("-") && !word.contains("="))
                .findFirst();
    }
}
