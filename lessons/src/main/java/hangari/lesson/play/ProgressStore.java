package hangari.lesson.play;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps the progress in one file, which is whole at every moment: a new one is written beside it and takes its place.
 */
public final class ProgressStore {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .changeDefaultNullHandling(
                    old -> JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)) // what an older one did not know
            .build();

    private final Path file;

    /** The store in this folder, which is made when the first progress is saved. */
    public ProgressStore(Path folder) {
        this.file = folder.resolve("progress.json");
    }

    /**
     * What was read.
     *
     * @param progress what is known; a new learner if there was nothing that could be read
     * @param complaint one line about a file that could not be read and was set aside
     */
    public record Loaded(Progress progress, Optional<String> complaint) {}

    /** Reads the progress. A file that cannot be read is set aside, not overwritten. */
    public Loaded load() {
        if (!Files.exists(file)) {
            return new Loaded(Progress.NEW, Optional.empty());
        }
        try {
            Progress progress = JSON.readValue(Files.readAllBytes(file), Progress.class);
            return progress.version() == Progress.VERSION
                    ? new Loaded(progress, Optional.empty())
                    : setAside("version " + progress.version() + " instead of " + Progress.VERSION);
        } catch (JacksonException | NullPointerException e) {
            return setAside("not the progress of a learner");
        } catch (IOException e) {
            return new Loaded(Progress.NEW, Optional.of(file + ": cannot be read: make it readable"));
        }
    }

    private Loaded setAside(String why) {
        Path aside = file.resolveSibling("progress.broken.json");
        String done;
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            done = "set aside as " + aside.getFileName();
        } catch (IOException e) {
            done = "and it cannot be set aside: remove it";
        }
        return new Loaded(Progress.NEW, Optional.of(file + ": " + why + ": " + done));
    }

    /**
     * Writes the progress.
     *
     * @throws IOException the file and the reason, if the folder cannot be written or the disk is full
     */
    public void save(Progress progress) throws IOException {
        Path fresh = file.resolveSibling("progress.json.new");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            write(fresh, JSON.writeValueAsBytes(progress));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            discard(fresh);
            throw new IOException(file + ": " + reason(e), e);
        }
    }

    /** What was begun must not take the room that the disk lacks. */
    private static void discard(Path fresh) {
        try {
            Files.deleteIfExists(fresh);
        } catch (IOException e) {
            // the next save begins it anew
        }
    }

    private static String reason(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        return failure instanceof FileSystemException known && known.getReason() != null
                ? known.getReason()
                : String.valueOf(failure.getMessage());
    }

    /** The content must be on the disk before the name is: rename(2) promises no order. */
    private static void write(Path path, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }
}
