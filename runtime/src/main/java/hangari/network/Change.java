package hangari.network;

import hangari.linux.NetlinkMessage;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * One change of a namespace's links, addresses or routes.
 *
 * <p>Changes are values: a plan of them can be printed and compared before anything happens.
 */
public sealed interface Change {
    /** The command that would tell {@code ip(8)} the same. */
    String text();

    /** The request. Links are named in a plan, but numbered in most requests. */
    NetlinkMessage message(ToIntFunction<String> index);

    /** Makes a cable: two ends, the second of them in its namespace from the start. Source: {@code veth(4)}. */
    record AddVeth(String name, String peer, Place peerPlace) implements Change {
        @Override
        public String text() {
            return "ip link add " + name + " type veth peer name " + peer + peerPlace.text();
        }

        @Override
        public NetlinkMessage message(ToIntFunction<String> index) {
            return Requests.addVeth(name, peer, peerPlace);
        }
    }

    /** Makes a bridge. */
    record AddBridge(String name) implements Change {
        @Override
        public String text() {
            return "ip link add " + name + " type bridge";
        }

        @Override
        public NetlinkMessage message(ToIntFunction<String> index) {
            return Requests.addLink(name, LinkKind.BRIDGE);
        }
    }

    /** Makes a link that leads nowhere. */
    record AddDummy(String name) implements Change {
        @Override
        public String text() {
            return "ip link add " + name + " type dummy";
        }

        @Override
        public NetlinkMessage message(ToIntFunction<String> index) {
            return Requests.addLink(name, LinkKind.DUMMY);
        }
    }

    /** Plugs a link in to a bridge. */
    record Enslave(String name, String bridge) implements Change {
        @Override
        public String text() {
            return "ip link set dev " + name + " master " + bridge;
        }

        @Override
        public NetlinkMessage message(ToIntFunction<String> index) {
            return Requests.enslave(index.applyAsInt(name), index.applyAsInt(bridge));
        }
    }

    /** Moves a link to another namespace; it arrives down and without its addresses. */
    record Move(String name, Place place) implements Change {
        @Override
        public String text() {
            return "ip link set dev " + name + place.text();
        }

        @Override
        public NetlinkMessage message(ToIntFunction<String> index) {
            return Requests.move(index.applyAsInt(name), place);
        }
    }

    /** Sets a link up or down. */
    record Set(String name, boolean up) implements Change {
        @Override
        public String text() {
            return "ip link set dev " + name + (up ? " up" : " down");
        }

        @Override
        public NetlinkMessage message(ToIntFunction<String> index) {
            return Requests.set(index.applyAsInt(name), up);
        }
    }

    /** Gives a link a hardware address; a bridge without one takes the lowest of its ports', whichever those are. */
    record SetHardware(String name, String hardware) implements Change {
        @Override
        public String text() {
            return "ip link set dev " + name + " address " + hardware;
        }

        @Override
        public NetlinkMessage message(ToIntFunction<String> index) {
            return Requests.hardware(index.applyAsInt(name), hardware);
        }
    }

    /** Gives a link another name. */
    record Rename(String name, String to) implements Change {
        @Override
        public String text() {
            return "ip link set dev " + name + " name " + to;
        }

        @Override
        public NetlinkMessage message(ToIntFunction<String> index) {
            return Requests.rename(index.applyAsInt(name), to);
        }
    }

    /** Deletes a link, and with a veth its other end. */
    record DeleteLink(String name) implements Change {
        @Override
        public String text() {
            return "ip link del dev " + name;
        }

        @Override
        public NetlinkMessage message(ToIntFunction<String> index) {
            return Requests.deleteLink(index.applyAsInt(name));
        }
    }

    /** Gives a link an address. */
    record AddAddress(Prefix prefix, String name) implements Change {
        @Override
        public String text() {
            return "ip addr add " + prefix + " dev " + name;
        }

        @Override
        public NetlinkMessage message(ToIntFunction<String> index) {
            return Requests.addAddress(prefix, index.applyAsInt(name));
        }
    }

    /** Takes an address from a link. */
    record DeleteAddress(Prefix prefix, String name) implements Change {
        @Override
        public String text() {
            return "ip addr del " + prefix + " dev " + name;
        }

        @Override
        public NetlinkMessage message(ToIntFunction<String> index) {
            return Requests.deleteAddress(prefix, index.applyAsInt(name));
        }
    }

    /** Sends packets for a network to a gateway; a destination of length 0 is the default route. */
    record AddRoute(Prefix destination, InetAddress gateway) implements Change {
        @Override
        public String text() {
            return "ip route add " + Requests.text(destination) + " via " + Prefix.text(gateway);
        }

        @Override
        public NetlinkMessage message(ToIntFunction<String> index) {
            return Requests.addRoute(destination, Optional.of(gateway), Optional.empty());
        }
    }

    /** Sends packets for a network straight out of a link. */
    record AddLinkRoute(Prefix destination, String name) implements Change {
        @Override
        public String text() {
            return "ip route add " + Requests.text(destination) + " dev " + name;
        }

        @Override
        public NetlinkMessage message(ToIntFunction<String> index) {
            return Requests.addRoute(destination, Optional.empty(), Optional.of(index.applyAsInt(name)));
        }
    }

    /** Takes the route to a network away. */
    record DeleteRoute(Prefix destination) implements Change {
        @Override
        public String text() {
            return "ip route del " + Requests.text(destination);
        }

        @Override
        public NetlinkMessage message(ToIntFunction<String> index) {
            return Requests.deleteRoute(destination);
        }
    }
}
