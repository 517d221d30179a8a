package hangari.network.attach;

import hangari.linux.KernelException;
import hangari.linux.NetworkNamespace;
import hangari.network.Network;
import hangari.network.NetworkPlan;
import hangari.network.Place;
import hangari.network.Prefix;
import hangari.network.dns.Resolvers;
import hangari.network.port.PortException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * The networks of all containers of one state directory.
 *
 * <pre>{@code
 * try (var networks = Networks.open(Path.of("/var/lib/hangari/network"))) {
 *     networks.recover(Set.of());
 *     var web = networks.reserve(Wish.of("4f1d20e8a91c", "web").publish("8080:80"));
 *     System.out.println(web);              // what will be done
 *     networks.attach(web, 1979);           // while the child waits in its new network namespace
 *     networks.detach("4f1d20e8a91c");      // when it has ended
 * }
 * }</pre>
 *
 * <p>As long as it is open, this process answers for the containers' names and carries their ports; that ends with it,
 * and begins again with {@link #recover}. Several processes may have one directory open. What goes wrong is a {@link
 * NetworkException} or {@link PortException} of one line, and leaves nothing.
 */
public final class Networks implements AutoCloseable {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(2);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

    private final NetworkSettings settings;
    private final Ledger ledger;
    private final Bridges bridges;
    private final Services services;
    private final UserNetworks userNetworks;

    private Networks(NetworkSettings settings, Ledger ledger) {
        this.settings = settings;
        this.ledger = ledger;
        this.bridges = new Bridges(settings, ledger);
        this.services = new Services(settings, ledger);
        this.userNetworks = new UserNetworks(settings, ledger);
    }

    /** Those of a directory, which is made if it is not there. */
    public static Networks open(Path directory) {
        return open(directory, NetworkSettings.defaults());
    }

    /** With other settings. */
    public static Networks open(Path directory, NetworkSettings settings) {
        return new Networks(settings, Ledger.open(directory));
    }

    /** With something that is done before each deed. */
    static Networks open(Path directory, NetworkSettings settings, Runnable deed) {
        return new Networks(settings, Ledger.open(directory, deed));
    }

    /** Leases the address, takes the ports and has the bridge be there, before the container is started. */
    public Reservation reserve(Wish wish) {
        return ledger.holding(() -> {
            ledger.attachment(wish.id()).ifPresent(there -> {
                throw new NetworkException("container " + wish.id() + " is in network " + there.mode() + " already");
            });
            try {
                if (wish.mode() instanceof NetworkMode.Bridge bridge) {
                    return settings.bridges() ? bridged(wish, bridge) : inUserMode(wish, bridge);
                }
                return plain(wish);
            } catch (RuntimeException e) {
                release(wish.id());
                throw e;
            }
        });
    }

    private Reservation plain(Wish wish) {
        Attachment attachment = written(wish, "", "");
        Map<InetAddress, List<String>> known = wish.mode() instanceof NetworkMode.OfContainer other
                ? ledger.attachment(other.id()).map(Networks::ownName).orElse(Map.of())
                : Map.of();
        NetworkPlan inside = wish.mode() instanceof NetworkMode.None ? NetworkPlan.EMPTY.up("lo") : NetworkPlan.EMPTY;
        Resolvers resolvers = wish.mode() instanceof NetworkMode.OfContainer other
                ? resolversOf(other.id())
                : Resolvers.read(settings.resolvConf());
        ContainerFiles files = ContainerFiles.of(resolvers, wish.hostname(), known);
        return new Reservation(attachment, files, Optional.empty(), inside, "", List.of(), List.of());
    }

    private Resolvers resolversOf(String id) {
        Resolvers host = Resolvers.read(settings.resolvConf());
        return ledger.attachment(id)
                .flatMap(other -> ledger.network(other.network()))
                .map(network -> host.through(network.gateway()))
                .orElse(host);
    }

    private Reservation bridged(Wish wish, NetworkMode.Bridge mode) {
        NetworkRecord network = bridges.find(mode.network());
        Set<InetAddress> leased = ledger.attachments(network).stream()
                .flatMap(other -> other.ip().stream())
                .collect(Collectors.toSet());
        Attachment wished = written(wish, network.name(), Prefix.text(Subnets.lease(network, leased)));
        Attachment attachment = wished.with(services.carry(wished));
        ledger.write(attachment);
        List<String> notes =
                new ArrayList<>(bridges.raise(network, !wish.ports().isEmpty()));
        ContainerFiles files = files(network, attachment, notes);
        InetAddress ip = attachment.ip().orElseThrow();
        NetworkPlan inside = NetworkPlan.EMPTY
                .up("lo")
                .hardware("eth0", Names.hardware(ip))
                .address(new Prefix(ip, network.prefix().length()).toString(), "eth0")
                .up("eth0")
                .route("0.0.0.0/0", Prefix.text(network.gateway()));
        Reservation.Cable cable = bridges.cable(network, wish.id());
        return new Reservation(attachment, files, Optional.of(cable), inside, bridges.rulesText(), List.of(), notes);
    }

    private Reservation inUserMode(Wish wish, NetworkMode.Bridge mode) {
        if (!mode.network().equals(NetworkMode.BRIDGE)) {
            mayMakeBridges();
        }
        UserProgram program = userNetworks.program();
        Attachment wished = written(wish, "", "");
        Attachment attachment = wished.with(services.free(wished));
        ledger.write(attachment);
        Resolvers resolvers = program.resolvers(Resolvers.read(settings.resolvConf()));
        // Debian's policy for a host without an address that lasts: its own name is 127.0.1.1.
        Map<InetAddress, List<String>> ownName =
                Map.of(Prefix.of("127.0.1.1").address(), List.of(attachment.hostname()));
        return new Reservation(
                attachment,
                ContainerFiles.of(resolvers, attachment.hostname(), ownName),
                Optional.empty(),
                NetworkPlan.EMPTY.up("lo"),
                "",
                program.command(userNetworks.socket(wish.id()), attachment.mappings()),
                List.of());
    }

    private Attachment written(Wish wish, String network, String address) {
        Attachment attachment = new Attachment(
                        wish.id(),
                        wish.name(),
                        wish.hostname(),
                        wish.aliases(),
                        wish.mode().toString(),
                        network,
                        address,
                        List.of())
                .with(wish.ports());
        ledger.write(attachment);
        services.changed();
        return attachment;
    }

    private ContainerFiles files(NetworkRecord network, Attachment attachment, List<String> notes) {
        Resolvers host = Resolvers.read(settings.resolvConf());
        if (services.answer(network)) {
            return ContainerFiles.of(host.through(network.gateway()), attachment.hostname(), ownName(attachment));
        }
        notes.add("port 53 of " + Prefix.text(network.gateway())
                + " is somebody else's, so this container knows only the names of those that are there already");
        Map<InetAddress, List<String>> known = ledger.attachments(network).stream()
                .collect(Collectors.toMap(other -> other.ip().orElseThrow(), Attachment::names));
        return ContainerFiles.of(host.reachable(), attachment.hostname(), known);
    }

    private static Map<InetAddress, List<String>> ownName(Attachment attachment) {
        return attachment
                .ip()
                .map(ip -> Map.of(ip, List.of(attachment.hostname())))
                .orElse(Map.of());
    }

    /** Plugs in the cable of a container whose child waits in its new network namespace. */
    public void attach(Reservation reservation, long pid) {
        if (reservation.inside().changes().isEmpty()) {
            return;
        }
        try (NetworkNamespace namespace = NetworkNamespace.of(pid)) {
            attach(reservation, namespace);
        } catch (KernelException e) {
            throw new NetworkException(e.refusal().line(), e);
        }
    }

    /** Plugs in the cable of a container by its namespace. */
    public void attach(Reservation reservation, NetworkNamespace namespace) {
        try (Network inside = Network.in(namespace)) {
            reservation
                    .cable()
                    .ifPresent(cable -> bridges.on(host -> {
                        bridges.made(host, cable.plan(new Place.Held(namespace)));
                        return cable;
                    }));
            bridges.made(inside, reservation.inside());
            if (!reservation.program().isEmpty()) {
                userNetworks.start(reservation, namespace);
            }
        }
    }

    /** Undoes a reservation and all that followed from it; harmless if there is nothing. */
    public void detach(String id) {
        ledger.holding(() -> {
            release(id);
            return id;
        });
    }

    private void release(String id) {
        services.drop(id);
        if (settings.bridges()) {
            bridges.unplug(id);
        } else {
            userNetworks.end(id);
        }
        Optional<Attachment> attachment = ledger.attachment(id);
        ledger.removeAttachment(id);
        services.changed();
        attachment.flatMap(one -> ledger.network(one.network())).ifPresent(network -> {
            if (ledger.attachments(network).isEmpty()) {
                services.silence(network.name());
                bridges.lower(network);
            } else if (!attachment.get().ports().isEmpty()) {
                bridges.applyRules();
            }
        });
    }

    /**
     * Removes what killed processes left, and serves the containers that live on again.
     *
     * @param living the ids of containers that still run
     * @return what could not be had again, one line each
     */
    public List<String> recover(Set<String> living) {
        return ledger.holding(() -> {
            ledger.sweep();
            ledger.ids().stream().filter(id -> !living.contains(id)).forEach(this::release);
            if (!settings.bridges()) {
                return List.of();
            }
            List<NetworkRecord> used = bridges.inUse();
            ledger.networks().stream()
                    .filter(network -> !used.contains(network))
                    .forEach(bridges::lower);
            bridges.sweep();
            List<String> notes = new ArrayList<>();
            long end = System.nanoTime() + PATIENCE;
            ledger.attachments().forEach(attachment -> again(attachment, end, notes));
            used.forEach(network -> again(network, notes));
            bridges.applyRules().ifPresent(notes::add);
            return notes;
        });
    }

    /** What a killed process was just starting had its sockets as well, and ends in a moment. */
    private void again(Attachment attachment, long end, List<String> notes) {
        while (true) {
            try {
                services.carry(attachment);
                return;
            } catch (PortException e) {
                if (System.nanoTime() > end) {
                    notes.add(attachment.name() + ": " + e.getMessage());
                    return;
                }
                LockSupport.parkNanos(PAUSE);
            }
        }
    }

    private void again(NetworkRecord network, List<String> notes) {
        notes.addAll(bridges.raise(network, false));
        if (!services.answer(network)) {
            notes.add("names of network " + network.name() + " are not answered: port 53 of "
                    + Prefix.text(network.gateway()) + " is somebody else's");
        }
    }

    /** Makes a network that lasts. */
    public NetworkRecord create(String name, Optional<Prefix> subnet) {
        NetworkMode mode = NetworkMode.parse(name);
        if (!(mode instanceof NetworkMode.Bridge) || mode.toString().equals(NetworkMode.BRIDGE)) {
            throw new NetworkException("network " + name + " is there from the start: choose another name");
        }
        mayMakeBridges();
        return ledger.holding(() -> {
            if (ledger.network(name).isPresent()) {
                throw new NetworkException("network " + name + " is there already: choose another name");
            }
            return bridges.make(name, subnet, true);
        });
    }

    private void mayMakeBridges() {
        if (!settings.bridges()) {
            throw new NetworkException("networks between containers need root: each container of an ordinary user has"
                    + " one of its own");
        }
    }

    /** Removes a network that nobody uses. */
    public void remove(String name) {
        ledger.holding(() -> {
            // Out of the list, for a name from outside is no path.
            NetworkRecord network = list().stream()
                    .filter(one -> one.lasting() && one.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new NetworkException("no network that somebody made is named \"" + name + "\""));
            List<Attachment> users = ledger.attachments(network);
            if (!users.isEmpty()) {
                throw new NetworkException("network " + name + " is used by "
                        + users.stream().map(Attachment::name).collect(Collectors.joining(", "))
                        + ": remove those first");
            }
            bridges.lower(network);
            ledger.removeNetwork(name);
            return name;
        });
    }

    /** The networks that are there, by name. */
    public List<NetworkRecord> list() {
        return ledger.networks();
    }

    /** Who is in a network. */
    public List<Attachment> users(NetworkRecord network) {
        return ledger.attachments(network);
    }

    /** Where a container is, if it is anywhere. */
    public Optional<Attachment> attachment(String id) {
        return ledger.attachment(id);
    }

    /** Ends what this process does for containers; the containers, and what is theirs in the kernel, stay. */
    @Override
    public void close() {
        services.close();
    }
}
