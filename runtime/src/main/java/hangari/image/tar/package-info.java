/**
 * Layers as archives: tar(5) in the POSIX pax form, as the OCI image specification wants it.
 *
 * <p>The JDK cannot say which names are one file, what a device's number is, or what stands in {@code trusted.*}
 * attributes, and a name that is no UTF-8 is lost in a string. So trees are read through {@code hangari.linux}, names
 * are bytes, and no symbolic link is ever followed.
 *
 * <p>Source: OCI image specification, layer.md; pax(1), "ustar Interchange Format" and "pax Header Block".
 *
 * <p>May import {@code hangari.linux}, {@code hangari.image} and {@code hangari.image.oci}. Start reading at {@link
 * hangari.image.tar.LayerWriter}, then {@link hangari.image.tar.TreeArchive}.
 */
@org.jspecify.annotations.NullMarked
package hangari.image.tar;
