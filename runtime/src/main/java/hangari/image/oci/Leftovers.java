package hangari.image.oci;

import hangari.image.ImageException;
import hangari.image.TemporaryName;
import hangari.image.TreeRemoval;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What killed processes left unfinished in a directory: everything with a {@linkplain TemporaryName temporary name}.
 *
 * <p>Who writes there shares a lock. So what is there while somebody has the lock alone belongs to nobody.
 */
public final class Leftovers {
    private final Path directory;
    private final Predicate<String> wanted;

    private Leftovers(Path directory, Predicate<String> wanted) {
        this.directory = directory;
        this.wanted = wanted;
    }

    /** All of a directory. */
    public static Leftovers in(Path directory) {
        return in(directory, name -> true);
    }

    /** Those of a directory, but for names that are to stay. */
    public static Leftovers in(Path directory, Predicate<String> wanted) {
        return new Leftovers(directory, wanted);
    }

    /**
     * Removes them, unless somebody works there. It never fails: who only wants to read does not care, and what cannot be
     * removed now is removed another time.
     */
    public void remove(StoreLock lock) {
        try {
            if (find().isEmpty()) {
                return; // nobody who begins at the same time is kept from it
            }
            Optional<Hold> alone = lock.haveNow();
            if (alone.isPresent()) {
                removeAll(alone.get());
            }
        } catch (IOException | UncheckedIOException | ImageException e) {
            // a store on a disk that cannot be written
        }
    }

    /**
     * Removes them, for who has the lock alone already.
     *
     * @throws IOException if they cannot be listed
     * @throws ImageException if one cannot be removed
     */
    public void removeHeld() throws IOException {
        find().forEach(TreeRemoval::remove);
    }

    private void removeAll(Hold alone) throws IOException {
        try (alone) {
            find().forEach(TreeRemoval::discard);
        }
    }

    private List<Path> find() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(this::isLeft).toList();
        }
    }

    private boolean isLeft(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.startsWith(TemporaryName.PREFIX) && wanted.test(name);
    }
}
