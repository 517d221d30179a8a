package hangari.network.attach;

import hangari.network.Network;
import hangari.network.Prefix;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Chooses what nobody has yet: networks within a pool, and addresses within a network. */
final class Subnets {
    /** 4093 containers a network; a bridge has 1023 ports at most: linux/net/bridge/br_private.h, BR_MAX_PORTS. */
    private static final int LENGTH = 20;

    private static final int SIZE = 1 << (32 - LENGTH);

    private Subnets() {}

    /** What this host reaches or is already. */
    static List<Prefix> taken(Network host, List<NetworkRecord> known) {
        Stream<Prefix> routes = host.routes().routes().stream()
                .map(route -> route.destination())
                .filter(prefix -> prefix.length() > 0);
        Stream<Prefix> addresses = host.addresses().addresses().stream().map(address -> address.prefix());
        return Stream.of(routes, addresses, known.stream().map(NetworkRecord::prefix))
                .flatMap(prefixes -> prefixes)
                .toList();
    }

    /** The first network of the pools that overlaps with nothing, with its gateway's address. */
    static Prefix choose(List<Prefix> pools, List<Prefix> taken) {
        return pools.stream()
                .flatMap(Subnets::within)
                .filter(candidate -> taken.stream().noneMatch(candidate::overlaps))
                .findFirst()
                .map(Subnets::withGateway)
                .orElseThrow(() -> new NetworkException("no network of " + pools
                        + " is free: remove networks that are not used, or name one with --subnet"));
    }

    private static Stream<Prefix> within(Prefix pool) {
        if (pool.length() >= LENGTH) {
            return Stream.of(pool.network());
        }
        return IntStream.range(0, 1 << (LENGTH - pool.length()))
                .mapToObj(i -> new Prefix(pool.network().plus(i * SIZE), LENGTH));
    }

    /** What was named, if it can be one of ours. */
    static Prefix named(Prefix subnet, List<Prefix> taken) {
        if (subnet.address().getAddress().length != 4 || subnet.length() < 8 || subnet.length() > 29) {
            throw new NetworkException("subnet " + subnet + ": write one of version 4 with a length from 8 to 29,"
                    + " such as 10.9.0.0/24");
        }
        if (!subnet.network().address().equals(subnet.address())) {
            throw new NetworkException(
                    "subnet " + subnet + ": the network's own address is " + subnet.network() + ": write that");
        }
        taken.stream().filter(subnet::overlaps).findFirst().ifPresent(other -> {
            throw new NetworkException("subnet " + subnet + " overlaps with " + other
                    + ", which this host has or reaches already: name another");
        });
        return withGateway(subnet);
    }

    private static Prefix withGateway(Prefix network) {
        return new Prefix(network.plus(1), network.length());
    }

    /** The first address of a network that nobody has; the last one is for broadcasts. */
    static InetAddress lease(NetworkRecord network, Set<InetAddress> leased) {
        Prefix first = network.prefix().network();
        int size = 1 << (32 - first.length());
        return IntStream.range(2, size - 1)
                .mapToObj(first::plus)
                .filter(address -> !leased.contains(address))
                .findFirst()
                .orElseThrow(() -> new NetworkException("network " + network.name() + " (" + first
                        + ") has no address left: end containers, or make a larger network with --subnet"));
    }
}
