/**
 * The kernel seam: everything Hangari asks of Linux goes through here, as typed system calls.
 *
 * <p>A JVM has many threads, so it cannot {@code fork} and then run Java: the child would have one thread, and the
 * collector, the compiler and every lock would belong to threads that are gone. So the child's whole life is laid out
 * beforehand as data, a {@link hangari.linux.SyscallProgram}: a table of calls that a few dozen bytes of machine code
 * walk in the child, until {@code execve} replaces it. No Java and no libc ever runs there. The table is also the
 * lesson: it can be printed before it runs, and afterwards with what the kernel answered.
 *
 * <p>Imports nothing of ours, and is the only package that may import JNA. Start reading at {@link
 * hangari.linux.SyscallProgram}, then {@link hangari.linux.Layout} and {@link hangari.linux.X86Code}.
 */
@org.jspecify.annotations.NullMarked
package hangari.linux;
