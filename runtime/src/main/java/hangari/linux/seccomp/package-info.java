/**
 * Which system calls a container may make: from what is wanted ({@link hangari.linux.seccomp.SeccompPolicy}) to the
 * program that the kernel runs at every call ({@link hangari.linux.seccomp.BpfProgram}).
 *
 * <p>It stands below {@code hangari.linux} because it speaks of nothing but the kernel (call numbers, {@code struct
 * seccomp_data}, classic BPF), so that whatever starts processes can use it. Imports {@code hangari.linux} and a reader
 * of JSON only. Start
 * reading at {@link hangari.linux.seccomp.SeccompPolicy}, then {@link hangari.linux.seccomp.PolicyCompiler}; Docker's
 * policy is the text file {@code docker.policy}.
 */
@org.jspecify.annotations.NullMarked
package hangari.linux.seccomp;
