package hangari.network.port;

import java.util.Locale;

/** What a port is a port of. */
public enum Protocol {
    TCP,
    UDP;

    /** As {@code -p} and {@code nft} write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
