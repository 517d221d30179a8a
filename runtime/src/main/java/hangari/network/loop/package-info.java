/**
 * One thread that serves many sockets, and the network namespace in which it does.
 *
 * <p>May import {@code hangari.linux} and {@code hangari.network}. Start reading at {@link
 * hangari.network.loop.EventLoop}.
 */
@org.jspecify.annotations.NullMarked
package hangari.network.loop;
