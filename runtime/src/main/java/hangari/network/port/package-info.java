/**
 * Ports of the host that lead into a container: what {@code -p} means, and the proxy that carries it out in user space.
 *
 * <p>May import {@code hangari.network} and {@code hangari.network.loop}. Start reading at {@link
 * hangari.network.port.PortMapping}, then {@link hangari.network.port.PortProxy}.
 */
@org.jspecify.annotations.NullMarked
package hangari.network.port;
