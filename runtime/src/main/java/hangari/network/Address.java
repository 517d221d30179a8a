package hangari.network;

import hangari.linux.NetlinkMessage;
import java.util.Optional;

/**
 * An IP address of a link. Source: {@code rtnetlink(7)}, {@code struct ifaddrmsg}.
 *
 * @param link the link's name
 */
public record Address(String link, Prefix prefix) {
    static Optional<Address> of(NetlinkMessage message, Links links) {
        int length = Byte.toUnsignedInt(message.header().get(1));
        String link = links.name(message.header().getInt(4));
        // linux/if_addr.h: IFA_ADDRESS is the other end's address on a point-to-point link; IFA_LOCAL is ours.
        return message.attributes()
                .bytes(Attribute.IFA_LOCAL)
                .or(() -> message.attributes().bytes(Attribute.IFA_ADDRESS))
                .map(bytes -> new Address(link, new Prefix(Prefix.address(bytes), length)));
    }
}
