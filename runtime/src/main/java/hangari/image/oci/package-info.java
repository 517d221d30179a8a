/**
 * Images as the world exchanges them: their names, the documents that describe them, and the store that keeps both.
 *
 * <p>An image is a tree of blobs, each named by the SHA-256 of its content: an index names one manifest for each kind of
 * machine, a manifest names a configuration and the layers. Documents are read as records, and bytes that came from
 * elsewhere are never written anew, for that would change their digest. All input is taken to be hostile: it is limited
 * in size and depth before it is looked at, and a fault in it is one line.
 *
 * <p>Sources: the OCI image specification 1.1 (image-layout, descriptor, manifest, image-index, config), the OCI
 * distribution specification 1.1, and Docker's image manifest version 2, schema 2.
 *
 * <p>May import {@code hangari.image}. Start reading at {@link hangari.image.oci.ImageReference} and {@link
 * hangari.image.oci.Descriptor}, then {@link hangari.image.oci.BlobStore}.
 */
@org.jspecify.annotations.NullMarked
package hangari.image.oci;
