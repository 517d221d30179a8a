package hangari.image.build;

import hangari.image.ImageException;
import hangari.image.TemporaryName;
import hangari.image.TreeRemoval;
import hangari.image.oci.BlobStore;
import hangari.image.oci.Descriptor;
import hangari.image.oci.Digest;
import hangari.image.oci.MediaType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Remembers what steps came to: one small file for each, under the digest of all that the step depends on.
 *
 * <p>An entry is worth as much as its layer: when that has been collected with the images that used it, so is the entry. A
 * file that cannot be read is no entry.
 */
public final class BuildCache {
    private static final String NOTHING = "nothing";
    private static final int LONGEST = 512;

    private final Path directory;
    private final BlobStore store;

    private BuildCache(Path directory, BlobStore store) {
        this.directory = directory;
        this.store = store;
    }

    /** Opens the cache in a directory, which is made if it is not there. */
    public static BuildCache in(Path directory, BlobStore store) {
        try {
            Files.createDirectories(directory);
            store.sweep(directory);
            return new BuildCache(directory, store);
        } catch (IOException e) {
            throw ImageException.of("open the build cache " + directory, directory, e);
        }
    }

    /** What a step came to; a step may change nothing. */
    record Result(Optional<LayerBlob> layer) {}

    Optional<Result> find(Digest key) {
        return read(file(key)).filter(this::isThere);
    }

    private boolean isThere(Result result) {
        return result.layer().map(layer -> store.has(layer.blob())).orElse(true);
    }

    private static Optional<Result> read(Path file) {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (var content = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return parse(new String(content.readNBytes(LONGEST), StandardCharsets.UTF_8));
        } catch (IOException | ImageException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Result> parse(String text) {
        String[] words = text.strip().split(" ", -1);
        if (text.strip().equals(NOTHING)) {
            return Optional.of(new Result(Optional.empty()));
        }
        if (words.length != 4) {
            return Optional.empty();
        }
        var blob = new Descriptor(new MediaType(words[0]), Digest.parse(words[1]), Long.parseLong(words[2]));
        return Optional.of(new Result(Optional.of(new LayerBlob(blob, Digest.parse(words[3])))));
    }

    void put(Digest key, Result result) {
        String text = result.layer().map(BuildCache::text).orElse(NOTHING) + "\n";
        Path unfinished = directory.resolve(TemporaryName.next());
        try {
            Files.writeString(unfinished, text, StandardOpenOption.CREATE_NEW);
            Files.move(unfinished, file(key), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            TreeRemoval.discard(unfinished);
            throw ImageException.of("write to the build cache " + directory, directory, e);
        }
    }

    private static String text(LayerBlob layer) {
        Descriptor blob = layer.blob();
        return blob.mediaType() + " " + blob.digest() + " " + blob.size() + " " + layer.diffId();
    }

    /**
     * Removes the entries whose layers are gone, and what killed builds left unfinished.
     *
     * @return how many
     */
    public int collect() {
        int removed = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                if (read(file).filter(this::isThere).isEmpty() && Files.deleteIfExists(file)) {
                    removed++;
                }
            }
            return removed;
        } catch (IOException e) {
            throw ImageException.of("collect the garbage of " + directory, directory, e);
        }
    }

    private Path file(Digest key) {
        return directory.resolve(key.hex());
    }
}
