/**
 * The files of a container, for those outside: {@code cp}, {@code diff} and {@code export}.
 *
 * <p>A container is hostile, and it may run while its files are looked at: it can put a symbolic link where a directory
 * was a moment ago. So its root is held as an open directory, and every name is looked up in that directory by calls
 * that cannot leave it. Nothing here asks a supervisor to do anything; the process that wants the files reads them.
 *
 * <p>May import {@code hangari.linux}, {@code hangari.image}, {@code hangari.image.oci}, {@code hangari.image.tar} and {@code
 * hangari.container.life}. Start reading at {@link hangari.container.files.ContainerRoot}.
 */
@org.jspecify.annotations.NullMarked
package hangari.container.files;
