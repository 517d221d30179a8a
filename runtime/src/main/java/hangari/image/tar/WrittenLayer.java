package hangari.image.tar;

import hangari.image.oci.Descriptor;
import hangari.image.oci.Digest;

/**
 * A layer that has been put into a store.
 *
 * @param blob the packed archive
 * @param diffId the digest of the archive before it was packed, as the image's config names it
 * @param bytes how large that is
 */
public record WrittenLayer(Descriptor blob, Digest diffId, long bytes) {}
