package hangari.network;

import hangari.linux.Attributes;
import hangari.linux.NetlinkFlag;
import hangari.linux.NetlinkMessage;
import hangari.linux.RouteMessage;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/** Changes as messages of rtnetlink. Source: {@code rtnetlink(7)}, {@code linux/rtnetlink.h}. */
final class Requests {
    private static final Set<NetlinkFlag> NEW = Set.of(NetlinkFlag.CREATE, NetlinkFlag.EXCL);
    private static final int RTPROT_BOOT = 3;
    private static final int RTN_UNICAST = 1;
    private static final int RT_SCOPE_UNIVERSE = 0;
    private static final int RT_SCOPE_LINK = 253;
    private static final int RT_SCOPE_NOWHERE = 255;

    private Requests() {}

    static NetlinkMessage addLink(String name, LinkKind kind) {
        return addLink(name, kind, Attributes.NONE);
    }

    static NetlinkMessage addVeth(String name, String peer, Place place) {
        Attributes other = place.in(Attributes.NONE.with(Attribute.IFLA_IFNAME, peer));
        // linux/veth.h: VETH_INFO_PEER holds a struct ifinfomsg and the peer's attributes.
        byte[] attributes = other.bytes();
        byte[] info = ByteBuffer.allocate(RouteMessage.NEWLINK.headerSize() + attributes.length)
                .position(RouteMessage.NEWLINK.headerSize())
                .put(attributes)
                .array();
        return addLink(name, LinkKind.VETH, Attributes.NONE.with(Attribute.VETH_INFO_PEER, info));
    }

    private static NetlinkMessage addLink(String name, LinkKind kind, Attributes data) {
        Attributes info =
                Attributes.NONE.with(Attribute.IFLA_INFO_KIND, kind.toString()).with(Attribute.IFLA_INFO_DATA, data);
        return new NetlinkMessage(
                RouteMessage.NEWLINK,
                NEW,
                NetlinkMessage.header(RouteMessage.NEWLINK),
                Attributes.NONE.with(Attribute.IFLA_IFNAME, name).with(Attribute.IFLA_LINKINFO, info));
    }

    static NetlinkMessage link(String name) {
        return new NetlinkMessage(
                RouteMessage.GETLINK,
                Set.of(),
                NetlinkMessage.header(RouteMessage.GETLINK),
                Attributes.NONE.with(Attribute.IFLA_IFNAME, name));
    }

    static NetlinkMessage enslave(int index, int bridge) {
        return setLink(index, Attributes.NONE.with(Attribute.IFLA_MASTER, bridge));
    }

    static NetlinkMessage move(int index, Place place) {
        return setLink(index, place.in(Attributes.NONE));
    }

    static NetlinkMessage rename(int index, String to) {
        return setLink(index, Attributes.NONE.with(Attribute.IFLA_IFNAME, to));
    }

    static NetlinkMessage hardware(int index, String hardware) {
        byte[] address = HexFormat.ofDelimiter(":").parseHex(hardware);
        return setLink(index, Attributes.NONE.with(Attribute.IFLA_ADDRESS, address));
    }

    private static NetlinkMessage setLink(int index, Attributes attributes) {
        return new NetlinkMessage(RouteMessage.SETLINK, Set.of(), link(RouteMessage.SETLINK, index), attributes);
    }

    static NetlinkMessage set(int index, boolean up) {
        // struct ifinfomsg: ifi_flags and ifi_change, a mask of the flags that are meant.
        ByteBuffer header = link(RouteMessage.SETLINK, index)
                .putInt(8, up ? Link.IFF_UP : 0)
                .putInt(12, Link.IFF_UP);
        return new NetlinkMessage(RouteMessage.SETLINK, Set.of(), header, Attributes.NONE);
    }

    static NetlinkMessage deleteLink(int index) {
        return new NetlinkMessage(RouteMessage.DELLINK, Set.of(), link(RouteMessage.DELLINK, index), Attributes.NONE);
    }

    private static ByteBuffer link(RouteMessage type, int index) {
        return NetlinkMessage.header(type).putInt(4, index);
    }

    static NetlinkMessage addAddress(Prefix prefix, int index) {
        return address(RouteMessage.NEWADDR, NEW, prefix, index);
    }

    static NetlinkMessage deleteAddress(Prefix prefix, int index) {
        return address(RouteMessage.DELADDR, Set.of(), prefix, index);
    }

    private static NetlinkMessage address(RouteMessage type, Set<NetlinkFlag> flags, Prefix prefix, int index) {
        ByteBuffer header = NetlinkMessage.header(type)
                .put(0, (byte) prefix.family())
                .put(1, (byte) prefix.length())
                .putInt(4, index);
        Attributes attributes =
                Attributes.NONE.with(Attribute.IFA_LOCAL, prefix.bytes()).with(Attribute.IFA_ADDRESS, prefix.bytes());
        return new NetlinkMessage(type, flags, header, attributes);
    }

    static NetlinkMessage addRoute(Prefix destination, Optional<InetAddress> gateway, Optional<Integer> link) {
        // ip-route(8): "link for direct unicast", global for all that goes by a gateway; IPv6 knows no scope.
        boolean direct = gateway.isEmpty() && destination.family() == Family.INET;
        int scope = direct ? RT_SCOPE_LINK : RT_SCOPE_UNIVERSE;
        ByteBuffer header = route(RouteMessage.NEWROUTE, destination, scope)
                .put(5, (byte) RTPROT_BOOT)
                .put(7, (byte) RTN_UNICAST);
        Attributes attributes = destination(destination);
        if (gateway.isPresent()) {
            attributes = attributes.with(Attribute.RTA_GATEWAY, gateway.get().getAddress());
        }
        if (link.isPresent()) {
            attributes = attributes.with(Attribute.RTA_OIF, (int) link.get());
        }
        return new NetlinkMessage(RouteMessage.NEWROUTE, NEW, header, attributes);
    }

    static NetlinkMessage deleteRoute(Prefix destination) {
        ByteBuffer header = route(RouteMessage.DELROUTE, destination, RT_SCOPE_NOWHERE);
        return new NetlinkMessage(RouteMessage.DELROUTE, Set.of(), header, destination(destination));
    }

    private static ByteBuffer route(RouteMessage type, Prefix destination, int scope) {
        return NetlinkMessage.header(type)
                .put(0, (byte) destination.family())
                .put(1, (byte) destination.length())
                .put(4, (byte) Route.MAIN)
                .put(6, (byte) scope);
    }

    private static Attributes destination(Prefix destination) {
        return destination.length() == 0
                ? Attributes.NONE
                : Attributes.NONE.with(Attribute.RTA_DST, destination.bytes());
    }

    /** All of the links, addresses or routes. */
    static NetlinkMessage all(RouteMessage type) {
        return new NetlinkMessage(type, Set.of(NetlinkFlag.DUMP), NetlinkMessage.header(type), Attributes.NONE);
    }

    static String text(Prefix destination) {
        return destination.length() == 0 ? "default" : destination.toString();
    }
}
