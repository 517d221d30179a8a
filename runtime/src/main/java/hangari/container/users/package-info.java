/**
 * Which users a container has: how its ids are mapped to those of the host, and who may map them.
 *
 * <p>A {@link hangari.container.users.UserMap} is the map. Without root, {@link hangari.container.users.Allotment} finds
 * how many ids {@code /etc/subuid} allots to us, and {@link hangari.container.users.MapWriter} has {@code newuidmap(1)}
 * write the map of a child that waits in its new user namespace. Where one of these is missing a container has one user,
 * its root, which is us.
 *
 * <p>Root's containers have the users of the host, unless others are asked for: then {@link
 * hangari.container.users.Portion} gives each its own 65536 ids, and {@link hangari.container.users.ShiftedLayers} shows
 * it the layers, which are root's, as its own.
 *
 * <p>Layers are unpacked by whoever pulls them, and an ordinary user owns every file of his: what an archive says of
 * other owners is noted beside the file. So in a container without root the files of an image are root's, and what is
 * made in there belongs to whoever made it, which on the host is one of the allotted ids. We may not remove what is in
 * such directories, until {@link hangari.container.users.Reclaim} has given it back to us.
 *
 * <p>May import {@code hangari.linux}. Start reading at {@link hangari.container.users.UserMap}.
 */
@org.jspecify.annotations.NullMarked
package hangari.container.users;
