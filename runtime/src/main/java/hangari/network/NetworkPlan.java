package hangari.network;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Changes in order, before anything happens. Printing it is the dry run:
 *
 * <pre>{@code
 * var plan = NetworkPlan.EMPTY
 *         .bridge("jars")
 *         .address("10.0.0.1/24", "jars")
 *         .up("jars")
 *         .veth("jar1", "eth0", new Place.OfProcess(1979))
 *         .enslave("jar1", "jars");
 * System.out.println(plan);
 * }</pre>
 */
public record NetworkPlan(List<Change> changes) {
    /** Nothing to do yet. */
    public static final NetworkPlan EMPTY = new NetworkPlan(List.of());

    public NetworkPlan {
        changes = List.copyOf(changes);
    }

    /** This plan, and one change more. */
    public NetworkPlan then(Change change) {
        List<Change> more = new ArrayList<>(changes);
        more.add(change);
        return new NetworkPlan(more);
    }

    /** Makes a cable whose second end is in another namespace. */
    public NetworkPlan veth(String name, String peer, Place peerPlace) {
        return then(new Change.AddVeth(name, peer, peerPlace));
    }

    /** Makes a bridge. */
    public NetworkPlan bridge(String name) {
        return then(new Change.AddBridge(name));
    }

    /** Makes a link that leads nowhere. */
    public NetworkPlan dummy(String name) {
        return then(new Change.AddDummy(name));
    }

    /** Plugs a link in to a bridge. */
    public NetworkPlan enslave(String name, String bridge) {
        return then(new Change.Enslave(name, bridge));
    }

    /** Moves a link to another namespace. */
    public NetworkPlan move(String name, Place place) {
        return then(new Change.Move(name, place));
    }

    /** Sets a link up. */
    public NetworkPlan up(String name) {
        return then(new Change.Set(name, true));
    }

    /** Sets a link down. */
    public NetworkPlan down(String name) {
        return then(new Change.Set(name, false));
    }

    /** Gives a link a hardware address such as {@code 02:42:ac:1e:00:02}. */
    public NetworkPlan hardware(String name, String hardware) {
        return then(new Change.SetHardware(name, hardware));
    }

    /** Gives a link another name. */
    public NetworkPlan rename(String name, String to) {
        return then(new Change.Rename(name, to));
    }

    /** Deletes a link. */
    public NetworkPlan delete(String name) {
        return then(new Change.DeleteLink(name));
    }

    /** Gives a link an address such as {@code 10.0.0.1/24}. */
    public NetworkPlan address(String prefix, String name) {
        return then(new Change.AddAddress(Prefix.of(prefix), name));
    }

    /** Takes an address from a link. */
    public NetworkPlan deleteAddress(String prefix, String name) {
        return then(new Change.DeleteAddress(Prefix.of(prefix), name));
    }

    /** Sends packets for a network such as {@code 10.1.0.0/16} to a gateway. */
    public NetworkPlan route(String destination, String gateway) {
        return then(new Change.AddRoute(Prefix.of(destination), Prefix.address(gateway)));
    }

    /** Sends packets for a network straight out of a link. */
    public NetworkPlan linkRoute(String destination, String name) {
        return then(new Change.AddLinkRoute(Prefix.of(destination), name));
    }

    /** Takes the route to a network away. */
    public NetworkPlan deleteRoute(String destination) {
        return then(new Change.DeleteRoute(Prefix.of(destination)));
    }

    /** One command of {@code ip(8)} a line. */
    @Override
    public String toString() {
        return changes.stream().map(Change::text).collect(Collectors.joining("\n"));
    }
}
