package hangari.network;

import java.util.Locale;

/** What a link is made of. Source: {@code ip-link(8)}. */
public enum LinkKind {
    /** The link of a namespace to itself; each has one. */
    LOOPBACK,
    /** One end of a cable whose two ends may be in two namespaces. Source: {@code veth(4)}. */
    VETH,
    /** A switch, to which other links are plugged in. */
    BRIDGE,
    /** A link that leads nowhere. */
    DUMMY,
    /** Hardware, or a kind that we do not make. */
    OTHER;

    // linux/if_arp.h; the loopback has a type of hardware, but no kind.
    private static final int ARPHRD_LOOPBACK = 772;

    static LinkKind of(int hardware, String kind) {
        if (hardware == ARPHRD_LOOPBACK) {
            return LOOPBACK;
        }
        return switch (kind) {
            case "veth" -> VETH;
            case "bridge" -> BRIDGE;
            case "dummy" -> DUMMY;
            default -> OTHER;
        };
    }

    /** As the kernel writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
