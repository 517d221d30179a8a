package hangari.image.build;

import hangari.image.oci.Descriptor;
import hangari.image.oci.Digest;

/**
 * A layer in a store.
 *
 * @param blob as it is stored
 * @param diffId the digest of its archive, unpacked
 */
public record LayerBlob(Descriptor blob, Digest diffId) {
    /** One that is stored as it is, not packed. */
    public static LayerBlob plain(Descriptor blob) {
        return new LayerBlob(blob, blob.digest());
    }
}
