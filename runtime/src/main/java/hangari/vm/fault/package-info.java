/**
 * What can go wrong with a virtual machine, in one line.
 *
 * <p>Imports nothing of ours. Start reading at {@link hangari.vm.fault.VmException}.
 */
@org.jspecify.annotations.NullMarked
package hangari.vm.fault;
