/**
 * The commands on containers, with docker's words, options and output: one class for each command.
 *
 * <p>They ask a {@link hangari.container.life.Supervisor} and know nothing of how it works. What they need of the
 * command line around them is a {@link hangari.cli.container.Desk}, so that nothing here imports {@code hangari.cli}.
 * Start reading at {@link hangari.cli.container.ContainerCommands} and, for what happens between two terminals, at
 * {@code Attachment}.
 */
@org.jspecify.annotations.NullMarked
package hangari.cli.container;
