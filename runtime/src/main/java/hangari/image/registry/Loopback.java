package hangari.image.registry;

import java.util.Locale;
import java.util.regex.Pattern;

/** Hosts that are this machine, by their spelling alone: no name is looked up, for an answer could be forged. */
final class Loopback {
    // RFC 1122, 3.2.1.3: 127.0.0.0/8 "MUST NOT appear outside a host"; RFC 6761, 6.3: localhost and all below it
    private static final Pattern HOSTS =
            Pattern.compile("localhost|.+\\.localhost|127(\\.[0-9]{1,3}){3}|\\[(::|(0{1,4}:){7})0{0,3}1\\]");

    private Loopback() {}

    static boolean is(String host) {
        return HOSTS.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }
}
