package hangari.network;

import hangari.linux.KernelException;
import hangari.linux.Netlink;
import hangari.linux.NetlinkMessage;
import hangari.linux.NetworkNamespace;
import hangari.linux.Refusal;
import hangari.linux.RouteMessage;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The links, addresses and routes of one network namespace, to be read and to be changed.
 *
 * <pre>{@code
 * try (var held = NetworkNamespace.of(1979); var network = Network.in(held)) {
 *     System.out.println(network.apply(NetworkPlan.EMPTY.up("lo")));
 *     System.out.println(network.links());
 * }
 * }</pre>
 */
public final class Network implements AutoCloseable {
    private final Netlink netlink;

    private Network(Netlink netlink) {
        this.netlink = netlink;
    }

    /** The network that the calling thread is in. */
    public static Network own() {
        return new Network(Netlink.open());
    }

    /** Another network, without entering it. Throws {@link KernelException} if it may not be joined. */
    public static Network in(NetworkNamespace namespace) {
        return new Network(Netlink.open(namespace));
    }

    /** The links there are now. */
    public Links links() {
        return new Links(netlink.request(Requests.all(RouteMessage.GETLINK), "ip link show").stream()
                .map(Link::of)
                .sorted(Comparator.comparingInt(Link::index))
                .toList());
    }

    /** The addresses there are now. */
    public Addresses addresses() {
        Links links = links();
        return new Addresses(netlink.request(Requests.all(RouteMessage.GETADDR), "ip addr show").stream()
                .flatMap(message -> Address.of(message, links).stream())
                .toList());
    }

    /** The routes of the main table there are now. */
    public Routes routes() {
        Links links = links();
        return new Routes(netlink.request(Requests.all(RouteMessage.GETROUTE), "ip route show").stream()
                .flatMap(message -> Route.of(message, links).stream())
                .filter(route -> route.table() == Route.MAIN)
                .toList());
    }

    /** Carries a plan out, up to the first change that is refused. What was made until then stays. */
    public Applied apply(NetworkPlan plan) {
        for (int i = 0; i < plan.changes().size(); i++) {
            Optional<Refusal> refusal = attempt(plan.changes().get(i));
            if (refusal.isPresent()) {
                return new Applied(plan, i, refusal);
            }
        }
        return new Applied(plan, plan.changes().size(), Optional.empty());
    }

    private Optional<Refusal> attempt(Change change) {
        try {
            NetlinkMessage message = change.message(name -> index(name, change.text()));
            netlink.request(message, change.text());
            return Optional.empty();
        } catch (KernelException e) {
            return Optional.of(e.refusal());
        }
    }

    private int index(String name, String text) {
        List<NetlinkMessage> found = netlink.request(Requests.link(name), text);
        return Link.of(found.get(0)).index();
    }

    @Override
    public void close() {
        netlink.close();
    }
}
