/**
 * The host's side of a guest's agent: commands go in, and streams, exit codes and refusals come back.
 *
 * <p>The agent itself is {@link hangari.linux.GuestAgent}, a few hundred bytes of machine code that walk laid-out programs.
 * Everything that needs thought is done here.
 *
 * <p>May import {@code hangari.linux} and {@code hangari.vm.fault}. Start reading at {@link hangari.vm.agent.AgentLink},
 * then {@link hangari.vm.agent.GuestProcess}.
 */
@org.jspecify.annotations.NullMarked
package hangari.vm.agent;
