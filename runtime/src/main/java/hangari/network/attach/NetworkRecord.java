package hangari.network.attach;

import hangari.network.Prefix;
import java.net.InetAddress;

/**
 * A network that is written down.
 *
 * @param subnet the gateway's address and the length of the network's part, such as {@code 172.30.0.1/20}
 * @param bridge the name of its link on the host, which is there while somebody uses the network
 * @param lasting whether it stays when nobody uses it: somebody made it by name
 */
public record NetworkRecord(String name, String subnet, String bridge, boolean lasting) {
    /** The gateway's address, with the length of the network's part. */
    public Prefix prefix() {
        return Prefix.of(subnet);
    }

    /** The bridge's own address, by which its containers leave the network. */
    public InetAddress gateway() {
        return prefix().address();
    }
}
