package hangari.network.attach;

import hangari.network.LinkKind;
import hangari.network.Network;
import hangari.network.loop.Host;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether the host passes packets on from one link to another. Source: {@code ip(7)}, {@code ip_forward}.
 *
 * <p>Switching it on makes a router of the host, so it is noted, and switched off again when our last network goes;
 * unless another bridge is there by then, whose owner may rely on it.
 */
final class Forwarding {
    private static final Path PARAMETER = Path.of("/proc/sys/net/ipv4/ip_forward");

    private final Host host;
    private final Ledger ledger;
    private final Path note;

    Forwarding(Host host, Ledger ledger) {
        this.host = host;
        this.ledger = ledger;
        this.note = ledger.note("ip_forward");
    }

    /** Switches it on; says in one line why it cannot, if so. */
    Optional<String> on() {
        try {
            if (host.call(() -> read(PARAMETER)).equals("0")) {
                ledger.deed();
                Files.writeString(note, "0");
                ledger.deed();
                host.call(() -> write("1"));
            }
            return Optional.empty();
        } catch (IOException e) {
            throw NetworkException.of("write " + note, e);
        } catch (UncheckedIOException e) {
            return Optional.of(PARAMETER + " cannot be set to 1, so containers do not reach what is outside: "
                    + "mount /proc/sys writable, or sysctl -w net.ipv4.ip_forward=1");
        }
    }

    /** Makes it what it was before. */
    void restore(Network network) {
        if (!Files.exists(note)) {
            return;
        }
        boolean others = network.links().links().stream().anyMatch(link -> link.kind() == LinkKind.BRIDGE);
        if (!others) {
            ledger.deed();
            host.call(() -> write("0"));
        }
        ledger.remove(note);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean write(String value) {
        try {
            Files.writeString(PARAMETER, value);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
