/**
 * Virtual machines: hardware that is made of software.
 *
 * <p>{@link hangari.vm.LinuxVm} is a machine with a Linux of its own, whose root is the very directory that is a
 * container's. May import {@code hangari.linux} and the packages below. Start reading there.
 */
@org.jspecify.annotations.NullMarked
package hangari.vm;
