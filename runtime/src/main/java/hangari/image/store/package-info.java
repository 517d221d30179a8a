/**
 * Images that are ready to run: their blobs, their names, and their layers unpacked.
 *
 * <p>A layer is unpacked once, by its diff id, however many images have it.
 *
 * <p>May import {@code hangari.image}, {@code hangari.image.oci}, {@code hangari.image.registry} and {@code
 * hangari.image.tar}. Start reading at {@link
 * hangari.image.store.ImageStore}.
 */
@org.jspecify.annotations.NullMarked
package hangari.image.store;
