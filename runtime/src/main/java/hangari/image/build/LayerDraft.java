package hangari.image.build;

import hangari.image.ImageException;
import hangari.image.tree.FileTree;
import hangari.image.tree.LayerReader;
import hangari.image.tree.Node;
import hangari.image.tree.Shown;
import java.time.Instant;

/**
 * A layer that is being made upon others.
 *
 * <p>Paths are looked up as a process in the image would, links and all, but only in the trees: nothing that is in an
 * image can lead out of it. Directories above what is added come into the layer as they are below, for an upper directory
 * hides the mode and the owner of the one below it.
 */
final class LayerDraft {
    private final FileTree below;
    private final FileTree added = new FileTree();
    private final Instant time;

    LayerDraft(FileTree below, Instant time) {
        this.below = below;
        this.time = time;
    }

    /** What there is to write. */
    FileTree tree() {
        return added;
    }

    /** Where a path really is, as seen from the root of the image. */
    String resolve(String path) {
        return below.resolve(path);
    }

    /** Whether a directory is there. */
    boolean isDirectory(String path) {
        return below.isDirectory(path);
    }

    /**
     * Makes a directory, and those above it; what is there stays as it is.
     *
     * @param path resolved
     */
    void makeDirectory(String path, int mode, Node.Owner owner) {
        StringBuilder at = new StringBuilder();
        for (String part : path.split("/", -1)) {
            if (part.isEmpty()) {
                continue;
            }
            at.append(at.isEmpty() ? "" : "/").append(part);
            String directory = at.toString();
            if (!below.isDirectory(directory)) {
                refuseFile(directory);
                put(directory, Node.directory(mode, owner, time));
            } else if (added.find(directory).isEmpty()) {
                added.put(
                        directory, below.find(directory).orElseGet(() -> Node.directory(0755, Node.Owner.ROOT, time)));
            }
        }
    }

    private void refuseFile(String path) {
        if (below.find(path).isPresent()) {
            throw new ImageException(
                    "/" + Shown.of(path) + " in the image is no directory: choose another destination");
        }
    }

    /**
     * Adds what stands at a path whose directory is there.
     *
     * @throws ImageException if it is something that no layer can have
     */
    void put(String path, Node node) {
        check(path, node);
        below.put(path, node);
        added.put(path, node);
    }

    private static void check(String path, Node node) {
        if (node.kind() == Node.Kind.REFUSED) {
            throw refused(path, node.link());
        }
        if (path.indexOf('\uFFFD') >= 0) {
            throw refused(path, "a name that is not UTF-8");
        }
        if (LayerReader.isReserved(path)) {
            throw refused(path, "a name that means a deletion in a layer");
        }
        boolean whiteout = node.kind() == Node.Kind.CHARACTER_DEVICE && node.major() == 0 && node.minor() == 0;
        if (whiteout) {
            throw refused(path, "a device that means a deletion to overlayfs");
        }
    }

    static ImageException refused(String path, String why) {
        return new ImageException(
                Shown.of(path) + " cannot be copied: it is " + why + ": leave it out by .dockerignore, or rename it");
    }
}
