/**
 * The first file system of a Linux guest, as the archive that its kernel unpacks into memory.
 *
 * <p>It is written from the same directory that is a container's root, read as layers are: nothing in it is followed.
 * Source: the kernel's {@code driver-api/early-userspace/buffer-format.rst}; cpio(5), "New ASCII Format".
 *
 * <p>May import {@code hangari.linux}, {@code hangari.image.tar} and {@code hangari.vm.fault}. Start reading at {@link
 * hangari.vm.initramfs.Initramfs}, then {@link hangari.vm.initramfs.CpioWriter}.
 */
@org.jspecify.annotations.NullMarked
package hangari.vm.initramfs;
