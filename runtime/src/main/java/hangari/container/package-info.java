/**
 * A container: from what is wanted ({@link hangari.container.ContainerSpec}) to a list of system calls ({@link
 * hangari.container.Planner}), to a process that runs ({@link hangari.container.Container}), to what can be seen of it
 * from outside ({@link hangari.container.Observation}).
 *
 * <p>May import {@code hangari.linux}, {@code hangari.image}, and its own cgroups and users. Start reading at {@link hangari.container.Planner}:
 * it is the whole of what makes a process a container.
 */
@org.jspecify.annotations.NullMarked
package hangari.container;
