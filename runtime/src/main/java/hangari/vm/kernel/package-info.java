/**
 * The kernel of a Linux guest: where one can be had, in which form it starts fastest, and which modules it needs.
 *
 * <p>May import {@code hangari.vm.fault}. Start reading at {@link hangari.vm.kernel.KernelSearch}, then {@link
 * hangari.vm.kernel.BzImage} and {@link hangari.vm.kernel.Modules}.
 */
@org.jspecify.annotations.NullMarked
package hangari.vm.kernel;
