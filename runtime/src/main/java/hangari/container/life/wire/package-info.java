/**
 * How processes speak to the one that looks after containers: a unix socket, a line of JSON each way, and frames.
 *
 * <p>{@code STATE/run/supervisor.sock}, which only its owner can reach, and both ends make sure that the other is the same
 * user. A connection carries one {@link hangari.container.life.Request} as a line, and one {@link
 * hangari.container.life.Answer} as a line, or {@code {"refused":{"kind":…,"message":…}}}. After the answer to attach,
 * logs and exec, {@link hangari.container.life.Frame}s with heads of eight bytes go both ways, until one of kind 255:
 * empty if all went well, else with the refusal.
 *
 * <p>The supervisor's end is {@link hangari.container.life.wire.SupervisorServer}, ours is {@link
 * hangari.container.life.wire.SupervisorClient}; start reading there. May import {@code hangari.linux} and {@code
 * hangari.container.life}; knows nothing of the command line that begins it.
 */
@org.jspecify.annotations.NullMarked
package hangari.container.life.wire;
