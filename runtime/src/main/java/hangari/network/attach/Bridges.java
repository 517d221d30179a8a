package hangari.network.attach;

import hangari.linux.Errno;
import hangari.linux.KernelException;
import hangari.linux.Refusal;
import hangari.network.Change;
import hangari.network.Links;
import hangari.network.Network;
import hangari.network.NetworkPlan;
import hangari.network.Prefix;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The host's side of networks: a bridge each, which is there while somebody uses it, and one table of rules for all. */
final class Bridges {
    private static final String NO_NFT =
            "nft is not installed, so containers do not reach what is outside; each other and"
                    + " published ports work: apt-get install nftables";

    private final NetworkSettings settings;
    private final Ledger ledger;
    private final Names names;
    private final Nft nft;
    private final Forwarding forwarding;

    Bridges(NetworkSettings settings, Ledger ledger) {
        this.settings = settings;
        this.ledger = ledger;
        this.names = Names.of(ledger.directory());
        this.nft = new Nft(settings.host(), settings.nft());
        this.forwarding = new Forwarding(settings.host(), ledger);
    }

    /** A network by its name; the default one is made if it is not there. */
    NetworkRecord find(String name) {
        return ledger.network(name).orElseGet(() -> {
            if (!name.equals(NetworkMode.BRIDGE)) {
                throw new NetworkException(
                        "no network is named \"" + name + "\": make it with 'hangari network create " + name + "'");
            }
            return make(name, Optional.empty(), false);
        });
    }

    /** Writes a network down. */
    NetworkRecord make(String name, Optional<Prefix> subnet, boolean lasting) {
        return on(host -> {
            List<Prefix> taken = Subnets.taken(host, ledger.networks());
            Prefix prefix = subnet.map(named -> Subnets.named(named, taken))
                    .orElseGet(() -> Subnets.choose(settings.pools(), taken));
            String bridge = lasting ? names.bridge(name) : unusedName(host.links());
            NetworkRecord network = new NetworkRecord(name, prefix.toString(), bridge, lasting);
            ledger.write(network);
            return network;
        });
    }

    private static String unusedName(Links links) {
        return IntStream.range(0, 1000)
                .mapToObj(i -> "hangari" + i)
                .filter(name -> links.find(name).isEmpty())
                .findFirst()
                .orElseThrow(() -> new NetworkException("all of hangari0 to hangari999 are there: ip link del some"));
    }

    /** What is missing of a network's bridge. */
    private static NetworkPlan missing(Network host, NetworkRecord network) {
        String bridge = network.bridge();
        NetworkPlan plan = NetworkPlan.EMPTY;
        if (host.links().find(bridge).isEmpty()) {
            plan = plan.bridge(bridge).hardware(bridge, Names.hardware(network.gateway()));
        }
        if (!host.addresses().of(bridge).contains(network.prefix())) {
            plan = plan.address(network.subnet(), bridge);
        }
        boolean up = host.links().find(bridge).map(link -> link.up()).orElse(false);
        return up ? plan : plan.up(bridge);
    }

    /** Has a bridge be there, and the rules be in effect if anything about them is new; says what does not work here. */
    List<String> raise(NetworkRecord network, boolean newRules) {
        return on(host -> {
            NetworkPlan plan = missing(host, network);
            made(host, plan);
            if (!nft.installed()) {
                return List.of(NO_NFT);
            }
            List<String> notes = new ArrayList<>();
            forwarding.on().ifPresent(notes::add);
            if (newRules || !plan.changes().isEmpty()) {
                applyRules().ifPresent(notes::add);
            }
            return notes;
        });
    }

    /** Takes the bridge of a network away that nobody uses, and the network itself if nobody made it by name. */
    void lower(NetworkRecord network) {
        on(host -> {
            if (delete(host, network.bridge())) {
                applyRules();
            }
            if (inUse().isEmpty()) {
                forwarding.restore(host);
            }
            if (!network.lasting()) {
                ledger.removeNetwork(network.name());
            }
            return network;
        });
    }

    /** Has the rules be as the ledger has it; says why they are not, if so. */
    Optional<String> applyRules() {
        ledger.deed();
        return nft.apply(rules())
                .map(why -> why + ": containers do not reach what is outside, and ports are served by"
                        + " the proxy alone");
    }

    /** The rules as the ledger has it; without text if there is no program to tell them to. */
    String rulesText() {
        return nft.installed() ? rules().text() : "";
    }

    private Rules rules() {
        return new Rules(names.table(), inUse(), ledger.attachments());
    }

    List<NetworkRecord> inUse() {
        Set<String> used = new HashSet<>();
        ledger.attachments().forEach(attachment -> used.add(attachment.network()));
        return ledger.networks().stream()
                .filter(network -> used.contains(network.name()))
                .toList();
    }

    Reservation.Cable cable(NetworkRecord network, String id) {
        return new Reservation.Cable(names.cable(id), network.bridge());
    }

    /** Deletes the cable of a container, if it is there. */
    void unplug(String id) {
        on(host -> {
            delete(host, names.cable(id));
            return id;
        });
    }

    /** Deletes what is named like ours, but that the ledger does not know. */
    List<String> sweep() {
        Set<String> known = new HashSet<>();
        ledger.ids().forEach(id -> known.add(names.cable(id)));
        ledger.networks().forEach(network -> known.add(network.bridge()));
        return on(host -> {
            List<String> strays = host.links().links().stream()
                    .map(link -> link.name())
                    .filter(name -> name.startsWith(names.cables()) || name.startsWith(names.bridges()))
                    .filter(name -> !known.contains(name))
                    .toList();
            strays.forEach(name -> delete(host, name));
            return strays;
        });
    }

    <T> T on(Function<Network, T> action) {
        try (Network host = settings.host().network()) {
            return action.apply(host);
        } catch (KernelException e) {
            throw new NetworkException(e.refusal().line(), e);
        }
    }

    /** A container's cable goes with its network namespace, which may be just now: what is gone is gone. */
    private boolean delete(Network host, String link) {
        boolean there = host.links().find(link).isPresent();
        if (there) {
            refusal(host, new Change.DeleteLink(link))
                    .filter(refusal -> refusal.errno() != Errno.ENODEV)
                    .ifPresent(Bridges::refuse);
        }
        return there;
    }

    /** Carries a plan out, whole. */
    void made(Network network, NetworkPlan plan) {
        plan.changes().forEach(change -> made(network, change));
    }

    private void made(Network network, Change change) {
        refusal(network, change).ifPresent(Bridges::refuse);
    }

    private Optional<Refusal> refusal(Network network, Change change) {
        ledger.deed();
        return network.apply(NetworkPlan.EMPTY.then(change)).refusal();
    }

    private static void refuse(Refusal refusal) {
        throw new NetworkException(refusal.line());
    }
}
