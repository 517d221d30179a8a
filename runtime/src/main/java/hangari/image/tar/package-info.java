/**
 * Layers as archives: tar(5) in the POSIX pax form, as the OCI image specification wants it, written from directories and
 * unpacked into them.
 *
 * <p>The JDK cannot say which names are one file, what a device's number is, or what stands in {@code trusted.*}
 * attributes, and a name that is no UTF-8 is lost in a string. So trees are read and written through {@code
 * hangari.linux}, names are bytes, and the kernel never follows a symbolic link for us: {@link
 * hangari.image.tar.LayerTree} follows them itself, within the layer.
 *
 * <p>An archive that comes from somebody else is read by {@link hangari.image.tar.TarReader}, which bounds everything that
 * an archive can make large. It reads what Go's {@code archive/tar} reads, for that is what the rest of the world unpacks
 * layers with, and two readers that disagree on one archive are a hole. Why not {@code TarArchiveInputStream} of
 * commons-compress: it turns the values of pax records into text, which damages {@code security.capability} and names
 * that are no UTF-8, and it reads headers of any size into memory.
 *
 * <p>Source: OCI image specification, layer.md; pax(1), "ustar Interchange Format" and "pax Header Block"; tar(5).
 *
 * <p>May import {@code hangari.linux}, {@code hangari.image} and {@code hangari.image.oci}. Start reading at {@link
 * hangari.image.tar.LayerWriter}, then {@link hangari.image.tar.TreeArchive}; and at {@link hangari.image.tar.LayerUnpack},
 * then {@link hangari.image.tar.TarReader} and {@link hangari.image.tar.LayerTree}.
 */
@org.jspecify.annotations.NullMarked
package hangari.image.tar;
