/**
 * Images as files: {@code save}, {@code load}, {@code import}, and the pack that a class takes to where no network is.
 *
 * <p>What is written is an OCI image layout in one archive which has Docker's {@code manifest.json} too, so that
 * everybody can read it. What is read may come from anybody: no file name in it ever reaches the disk, for members are
 * only looked up by name, links among them included; everything is verified before anything is stored.
 *
 * <p>Source: OCI image specification, image-layout.md; Docker's image specification 1.2.
 *
 * <p>May import {@code hangari.linux}, {@code hangari.image}, {@code hangari.image.oci} and {@code hangari.image.tar}.
 * Start reading at {@link hangari.image.archive.ImageSaver}, then {@link hangari.image.archive.ImageLoader}.
 */
@org.jspecify.annotations.NullMarked
package hangari.image.archive;
