/** A JShell session in a VM of its own: evaluate, interrupt, complete, rebuild. */
@org.jspecify.annotations.NullMarked
package hangari.lesson.shell;
