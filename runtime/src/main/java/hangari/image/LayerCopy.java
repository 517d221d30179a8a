package hangari.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Copies a directory as it shows through layers: with what a volume begins.
 *
 * <pre>{@code
 * LayerCopy.of(layers).copy("/var/lib/data", volume);
 * }</pre>
 *
 * <p>Directories, regular files and symbolic links are copied, with owners, permissions and times; nothing is read
 * through a link, be it of the image's.
 */
public final class LayerCopy {
    private static final int DEEPEST = 200;

    private final List<Path> lower;
    private final LowerView view;

    private LayerCopy(List<Path> lower) {
        this.lower = lower;
        this.view = new LowerView(lower);
    }

    /** From these layers, the lowest first. */
    public static LayerCopy of(List<Path> lower) {
        return new LayerCopy(List.copyOf(lower));
    }

    /**
     * Copies a directory to a place where nothing is, or an empty directory; says whether there is such a directory.
     *
     * @param inside where it is in the layers; not through a link
     */
    public boolean copy(String inside, Path target) {
        Path relative = Path.of("/").relativize(Path.of("/").resolve(inside).normalize());
        Path fresh = target.resolveSibling(TemporaryName.next());
        try {
            if (!isDirectory(relative)) {
                return false;
            }
            directory(relative, fresh, 0);
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException e) {
            TreeRemoval.discard(fresh);
            throw ImageException.of("copy " + inside + " of the image to " + target, target, e);
        }
    }

    private boolean isDirectory(Path relative) throws IOException {
        return view.at(relative).map(LayerEntry::isDirectory).orElse(false);
    }

    private void directory(Path relative, Path target, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException(relative + " lies deeper than " + DEEPEST + " directories");
        }
        Path source = source(relative);
        Files.createDirectory(target);
        for (String name : view.names(relative)) {
            Path child = relative.resolve(name);
            if (isDirectory(child)) {
                directory(child, target.resolve(name), depth + 1);
            } else {
                file(source(child), target.resolve(name));
            }
        }
        attributes(source, target);
    }

    private static void file(Path source, Path target) throws IOException {
        if (Files.isSymbolicLink(source)) {
            Files.copy(source, target, LinkOption.NOFOLLOW_LINKS);
            owner(source, target);
        } else if (Files.isRegularFile(source, LinkOption.NOFOLLOW_LINKS)) {
            FileCopy.copy(source, target);
            attributes(source, target);
        }
    }

    /** The highest layer that has it. */
    private Path source(Path relative) {
        Optional<Path> highest = Optional.empty();
        for (Path layer : lower) {
            Path here = layer.resolve(relative);
            highest = Files.exists(here, LinkOption.NOFOLLOW_LINKS) ? Optional.of(here) : highest;
        }
        return highest.orElseThrow();
    }

    private static void attributes(Path source, Path target) throws IOException {
        owner(source, target);
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(source, LinkOption.NOFOLLOW_LINKS);
        Files.setPosixFilePermissions(target, permissions);
        Files.setLastModifiedTime(target, Files.getLastModifiedTime(source, LinkOption.NOFOLLOW_LINKS));
    }

    private static void owner(Path source, Path target) throws IOException {
        Map<String, Object> from = Files.readAttributes(source, "unix:uid,gid", LinkOption.NOFOLLOW_LINKS);
        Map<String, Object> to = Files.readAttributes(target, "unix:uid,gid", LinkOption.NOFOLLOW_LINKS);
        for (String id : List.of("uid", "gid")) {
            Object wanted = Optional.ofNullable(from.get(id)).orElseThrow();
            if (!wanted.equals(to.get(id))) {
                Files.setAttribute(target, "unix:" + id, wanted, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }
}
