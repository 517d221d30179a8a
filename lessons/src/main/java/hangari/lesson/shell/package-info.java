/**
 * A JShell session in a VM of its own: evaluate, interrupt, complete, rebuild.
 *
 * <p>May import {@code hangari.lesson.check.Evidence} and the JDK's {@code jdk.jshell}; knows nothing of lessons, and
 * the runtime only as a class path. Start reading at {@link hangari.lesson.shell.Session}.
 */
@org.jspecify.annotations.NullMarked
package hangari.lesson.shell;
