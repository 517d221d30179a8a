/**
 * QEMU, which plays the hardware: which one there is, how it is told what machine to be, and its life as a process.
 *
 * <p>A machine is a value ({@link hangari.vm.qemu.Machine}) that becomes a command line. The emulator is a child of ours
 * that dies with us, and all of its connections are sockets without a name: it leaves nothing behind.
 *
 * <p>May import {@code hangari.linux} and {@code hangari.vm.fault}. Start reading at {@link hangari.vm.qemu.Emulator}.
 */
@org.jspecify.annotations.NullMarked
package hangari.vm.qemu;
