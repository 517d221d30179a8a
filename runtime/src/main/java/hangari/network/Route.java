package hangari.network;

import hangari.linux.Attributes;
import hangari.linux.NetlinkMessage;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Where packets for a network go. Source: {@code rtnetlink(7)}, {@code struct rtmsg}.
 *
 * @param destination the network; of length 0 it is the default route
 * @param gateway who passes them on; empty if the network is on the link itself
 * @param link the name of the link they leave by; empty if they leave by none
 * @param table 254 is the main table, 255 the one that the kernel keeps of local addresses
 */
public record Route(Prefix destination, Optional<InetAddress> gateway, String link, int table) {
    /** The table that {@code ip route} shows. */
    public static final int MAIN = 254;

    static Optional<Route> of(NetlinkMessage message, Links links) {
        ByteBuffer header = message.header();
        int family = header.get(0);
        if (family != Family.INET && family != Family.INET6) {
            return Optional.empty();
        }
        Attributes attributes = message.attributes();
        byte[] any = new byte[family == Family.INET ? 4 : 16];
        byte[] network = attributes.bytes(Attribute.RTA_DST).orElse(any);
        return Optional.of(new Route(
                new Prefix(Prefix.address(network), Byte.toUnsignedInt(header.get(1))),
                attributes.bytes(Attribute.RTA_GATEWAY).map(Prefix::address),
                attributes.number(Attribute.RTA_OIF).stream()
                        .mapToObj(links::name)
                        .findFirst()
                        .orElse(""),
                attributes.number(Attribute.RTA_TABLE).orElse(Byte.toUnsignedInt(header.get(4)))));
    }

    String destinationText() {
        return Requests.text(destination);
    }

    /** As {@code ip route} shows it. */
    @Override
    public String toString() {
        return destinationText()
                + gateway.map(address -> " via " + Prefix.text(address)).orElse("")
                + (link.isEmpty() ? "" : " dev " + link);
    }
}
