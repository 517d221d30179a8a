package hangari.image.oci;

import java.util.List;

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

    /** The digest of the config. */
    public Digest id() {
        return manifest.config().digest();
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
