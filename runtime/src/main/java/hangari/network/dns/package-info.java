/**
 * Names of containers: a responder that knows those of one network and asks the host's own resolvers for the rest.
 *
 * <p>What arrives was written by a container, or by whoever answers in the host's network, so it is read as hostile: a
 * query's name is never followed through pointers, sizes and numbers are bounded, and what is not understood is refused
 * with the code that RFC 1035 has for it.
 *
 * <p>May import {@code hangari.network} and {@code hangari.network.loop}. Start reading at {@link
 * hangari.network.dns.DnsServer}, then {@link hangari.network.dns.Query}.
 */
@org.jspecify.annotations.NullMarked
package hangari.network.dns;
