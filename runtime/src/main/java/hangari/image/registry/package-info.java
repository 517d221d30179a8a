/**
 * Images from registries: whatever speaks the OCI distribution protocol, asked politely and believed in nothing.
 *
 * <p>A pull asks for a manifest, follows an index to the image for a machine, and downloads the blobs that the store does
 * not have, several at once, each hashed while it comes in. What a registry says of itself decides nothing: every blob is
 * bounded by the size that its descriptor gives and kept only if it has the digest that it was asked for by. What a cut
 * connection left stays in the store under the digest it is to have, and the next attempt asks for the rest.
 *
 * <p>Sources: the OCI distribution specification 1.1; Docker's token authentication specification; RFC 9110 (HTTP).
 *
 * <p>May import {@code hangari.image} and {@code hangari.image.oci}. Start reading at {@link
 * hangari.image.registry.Puller}, then {@link hangari.image.registry.Repository}, one request after the other, and {@link
 * hangari.image.registry.BlobDownload}.
 */
@org.jspecify.annotations.NullMarked
package hangari.image.registry;
