package hangari.image.oci;

import hangari.image.ImageException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An image that is in a store, with what its documents say.
 *
 * @param entry what the name leads to: the manifest, or an index of several
 * @param at where the manifest for this machine is; the entry itself, unless that is an index
 * @param manifest for this machine
 * @param config how it is to be run; its digest is the image's id
 * @param names by which it is found; none if it has lost them
 */
public record StoredImage(
        Descriptor entry, Descriptor at, Manifest manifest, ImageConfig config, List<ImageReference> names) {
    public StoredImage {
        names = List.copyOf(names);
    }

    /**
     * One of its layers.
     *
     * @param blob its archive, packed
     * @param diffId the digest of its archive when it is no longer packed
     */
    public record Part(Descriptor blob, Digest diffId) {}

    /** The digest of the config. */
    public Digest id() {
        return manifest.config().digest();
    }

    /**
     * Its layers, the lowest first.
     *
     * @throws ImageException if manifest and config do not name equally many
     */
    public List<Part> parts() {
        return parts(manifest, config);
    }

    /** The layers of an image that has no name yet, the lowest first; throws as {@link #parts()}. */
    public static List<Part> parts(Manifest manifest, ImageConfig config) {
        List<Descriptor> blobs = manifest.layers();
        List<Digest> diffIds = config.rootfs().diffIds();
        // config.md, "rootfs": "diff_ids … in order from first to last", as manifest.md has the layers
        if (blobs.size() != diffIds.size()) {
            throw new ImageException("image " + manifest.config().digest() + " has " + blobs.size()
                    + " layers, but its config names " + diffIds.size() + ": do not trust who made it");
        }
        return IntStream.range(0, blobs.size())
                .mapToObj(i -> new Part(blobs.get(i), diffIds.get(i)))
                .toList();
    }

    /** How many bytes its config and layers take, as they are stored. */
    public long bytes() {
        return manifest.config().size()
                + manifest.layers().stream().mapToLong(Descriptor::size).sum();
    }

    /** What to call it in a message: its first name, else its id. */
    public String familiar() {
        return names.stream().findFirst().map(ImageReference::familiar).orElseGet(() -> id().abbreviated());
    }
}
