/**
 * What is asked of containers that live on by themselves, and what is answered: values and nothing else.
 *
 * <p>{@link hangari.container.life.ContainerConfig} says what a container is to be, {@link
 * hangari.container.life.State} what it is now. Whoever wants something of containers speaks to a {@link
 * hangari.container.life.Supervisor}; each of its verbs is also a {@link hangari.container.life.Request}, which is how
 * it travels to the one process that looks after all containers.
 *
 * <p>May import {@code hangari.linux} and {@code hangari.container.cgroup}. Start reading at {@link
 * hangari.container.life.Supervisor}.
 */
@org.jspecify.annotations.NullMarked
package hangari.container.life;
