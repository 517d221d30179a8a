package hangari.image;

import java.nio.file.Path;

/**
 * A read-only directory of changes that a stack is made of.
 *
 * <p>The lowest of a stack changes nothing: it is the whole of a root.
 *
 * @param id its name in the store, or the directory's own for one that is kept elsewhere
 * @param directory what it holds
 */
public record Layer(String id, Path directory) {
    /** A directory that is kept elsewhere, as a layer. */
    public static Layer of(Path directory) {
        Path absolute = directory.toAbsolutePath().normalize();
        return new Layer(String.valueOf(absolute.getFileName()), absolute);
    }

    /** How much it holds. */
    public DiskUsage usage() {
        return DiskUsage.of(directory);
    }
}
