package hangari.image.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what EXPOSE is given: {@code 80}, {@code 53/udp}, {@code 8000-8002/tcp}. */
final class Ports {
    private static final Pattern GRAMMAR = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?(?:/(tcp|udp|sctp))?");
    private static final int HIGHEST = 65535;

    private Ports() {}

    /**
     * Each port by itself, with its protocol.
     *
     * @throws IllegalArgumentException if it is none
     */
    static List<String> of(String text) {
        Matcher matcher = GRAMMAR.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw bad(text);
        }
        int first = Integer.parseInt(matcher.group(1));
        int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
        if (first < 1 || last < first || last > HIGHEST) {
            throw bad(text);
        }
        String protocol = matcher.group(3) == null ? "tcp" : matcher.group(3);
        List<String> ports = new ArrayList<>();
        for (int port = first; port <= last; port++) {
            ports.add(port + "/" + protocol);
        }
        return ports;
    }

    private static IllegalArgumentException bad(String text) {
        return new IllegalArgumentException(
                "invalid containerPort: " + text + ": write 80, 53/udp or 8000-8002, from 1 to 65535");
    }
}
