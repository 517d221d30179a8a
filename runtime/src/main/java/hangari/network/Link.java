package hangari.network;

import hangari.linux.Attributes;
import hangari.linux.NetlinkMessage;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.OptionalInt;

/**
 * A link: a network device, real or made of software. Source: {@code rtnetlink(7)}, {@code struct ifinfomsg}.
 *
 * @param index its number within its namespace
 * @param up whether it was set up
 * @param state whether packets pass
 * @param mtu the longest packet, in bytes
 * @param hardware its hardware address, such as {@code 02:42:ac:11:00:02}
 * @param master the index of the bridge that it is plugged in to
 * @param peer the index of a veth's other end, in the namespace where that is
 * @param peerElsewhere whether that is another namespace
 */
public record Link(
        int index,
        String name,
        LinkKind kind,
        boolean up,
        OperState state,
        int mtu,
        String hardware,
        OptionalInt master,
        OptionalInt peer,
        boolean peerElsewhere) {
    static final int IFF_UP = 1;

    static Link of(NetlinkMessage message) {
        ByteBuffer header = message.header();
        Attributes attributes = message.attributes();
        String kind = attributes
                .nested(Attribute.IFLA_LINKINFO)
                .text(Attribute.IFLA_INFO_KIND)
                .orElse("");
        return new Link(
                header.getInt(4),
                attributes.text(Attribute.IFLA_IFNAME).orElse("?"),
                LinkKind.of(Short.toUnsignedInt(header.getShort(2)), kind),
                (header.getInt(8) & IFF_UP) != 0,
                OperState.of(attributes
                        .bytes(Attribute.IFLA_OPERSTATE)
                        .map(state -> (int) state[0])
                        .orElse(0)),
                attributes.number(Attribute.IFLA_MTU).orElse(0),
                attributes
                        .bytes(Attribute.IFLA_ADDRESS)
                        .map(HexFormat.ofDelimiter(":")::formatHex)
                        .orElse(""),
                attributes.number(Attribute.IFLA_MASTER),
                attributes.number(Attribute.IFLA_LINK),
                attributes.number(Attribute.IFLA_LINK_NETNSID).isPresent());
    }
}
