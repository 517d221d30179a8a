/**
 * Trees of files as values: what a build context, an archive or the layers of an image hold, before a file is written.
 *
 * <p>A tree is a map of paths to nodes. Paths are looked up in the map and nowhere else, so a link in a hostile image or
 * archive leads at most to another place of the same tree. Owners, modes and devices are data as well: a layer with
 * files of other users is made without being root.
 *
 * <p>May import {@code hangari.linux}, {@code hangari.image}, {@code hangari.image.oci} and {@code hangari.image.tar}.
 * Start reading at {@link hangari.image.tree.FileTree}; {@link hangari.image.tree.ContextReader}, {@link hangari.image.tree.ArchiveReader} and
 * {@link hangari.image.tree.LayerReader} fill one, {@link hangari.image.tree.TreeWriter} makes a layer of it.
 */
@org.jspecify.annotations.NullMarked
package hangari.image.tree;
