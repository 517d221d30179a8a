package hangari.cli;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/** What jshell remembers from one {@code hangari shell} to the next; left to itself, it would keep it in the user's home. */
final class ShellMemory implements AutoCloseable {
    private final Path file;
    private final Map<String, String> map = new ConcurrentHashMap<>();

    private ShellMemory(Path file) {
        this.file = file;
    }

    /** Reads what was remembered; a file that is not there, or cannot be read, is no memory. */
    static ShellMemory open(Path file) {
        ShellMemory memory = new ShellMemory(file);
        Properties known = new Properties();
        if (Files.isReadable(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                known.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                known.clear(); // a history that was cut off is not worth an error
            }
        }
        known.stringPropertyNames().forEach(name -> memory.map.put(name, known.getProperty(name)));
        return memory;
    }

    /** The memory, as {@code JavaShellToolBuilder.persistence} takes it. */
    Map<String, String> map() {
        return map;
    }

    private static void discard(Path fresh) {
        try {
            Files.deleteIfExists(fresh);
        } catch (IOException e) {
            // the next shell begins it anew
        }
    }

    /** Writes it down, in one piece. */
    @Override
    public void close() {
        Properties known = new Properties();
        known.putAll(map);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (Writer writer = Files.newBufferedWriter(fresh)) {
                known.store(writer, null);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            discard(fresh);
            throw new CommandException(
                    file + ": the history cannot be kept (" + e.getMessage()
                            + "): make room there, or set HANGARI_STATE",
                    e);
        }
    }
}
