package hangari.network.attach;

import hangari.linux.Credentials;
import hangari.network.Prefix;
import hangari.network.loop.Host;
import java.nio.file.Path;
import java.util.List;

/**
 * What can be chosen about networks.
 *
 * @param host the network that plays the host
 * @param pools where networks that name no subnet get one, in this order; a piece of 20 bits each
 * @param nft where the program {@code nft} may be
 * @param resolvConf who answers for names on the host
 * @param userPrograms where {@code pasta} and {@code slirp4netns} may be, the better first
 * @param bridges whether bridges may be made; if not, each container gets a network in user mode
 */
public record NetworkSettings(
        Host host, List<Prefix> pools, List<Path> nft, List<Path> userPrograms, Path resolvConf, boolean bridges) {
    public NetworkSettings {
        pools = List.copyOf(pools);
        nft = List.copyOf(nft);
        userPrograms = List.copyOf(userPrograms);
    }

    /** This host as it is. */
    public static NetworkSettings defaults() {
        List<Prefix> pools =
                List.of(Prefix.of("172.30.0.0/16"), Prefix.of("172.31.0.0/16"), Prefix.of("10.213.0.0/16"));
        return new NetworkSettings(
                Host.own(),
                pools,
                Nft.places(),
                UserNetworks.PLACES,
                Path.of("/etc/resolv.conf"),
                Credentials.canAdministrate());
    }

    /** With another network that plays the host. */
    public NetworkSettings on(Host other) {
        return new NetworkSettings(other, pools, nft, userPrograms, resolvConf, bridges);
    }

    /** With other pools, such as {@code 10.9.0.0/16}. */
    public NetworkSettings from(Prefix... others) {
        return new NetworkSettings(host, List.of(others), nft, userPrograms, resolvConf, bridges);
    }

    NetworkSettings withNft(Path... places) {
        return new NetworkSettings(host, pools, List.of(places), userPrograms, resolvConf, bridges);
    }

    NetworkSettings withResolvConf(Path file) {
        return new NetworkSettings(host, pools, nft, userPrograms, file, bridges);
    }

    NetworkSettings inUserMode(Path... places) {
        return new NetworkSettings(host, pools, nft, List.of(places), resolvConf, false);
    }
}
