package hangari.network.dns;

import hangari.network.Prefix;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of one network at one moment.
 *
 * @param subnet the network, for whose addresses nobody else has names
 * @param addresses by name, in lower case
 * @param names by address
 */
public record Zone(Prefix subnet, Map<String, List<InetAddress>> addresses, Map<InetAddress, String> names) {
    private static final Pattern REVERSE =
            Pattern.compile("([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})\\.in-addr\\.arpa");
    // RFC 1035, 2.3.4; a name that no message can carry is not told.
    private static final Pattern NAME = Pattern.compile("(?!.{254})[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})*");

    public Zone {
        addresses = Map.copyOf(addresses);
        names = Map.copyOf(names);
    }

    /** Without names yet. */
    public static Zone of(Prefix subnet) {
        return new Zone(subnet, Map.of(), Map.of());
    }

    /** With one address more, under these names, of which the first is told when the address is asked for. */
    public Zone with(InetAddress address, List<String> called) {
        Map<String, List<InetAddress>> more = new LinkedHashMap<>(addresses);
        Map<InetAddress, String> reverse = new LinkedHashMap<>(names);
        for (String name : called) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (NAME.matcher(lower).matches()) {
                List<InetAddress> all = new ArrayList<>(more.getOrDefault(lower, List.of()));
                all.add(address);
                more.put(lower, List.copyOf(all));
                reverse.putIfAbsent(address, lower);
            }
        }
        return new Zone(subnet, more, reverse);
    }

    /** The answer, if the question is ours to answer. */
    Optional<byte[]> answer(Query query, int room) {
        if (query.dnsClass() != RecordType.INTERNET) {
            return Optional.empty();
        }
        List<InetAddress> known = addresses.get(query.name());
        if (known != null) {
            return Optional.of(Answer.of(query, Verdict.NOERROR, data(known, query.type()), room));
        }
        return reversed(query.name()).filter(subnet::contains).map(address -> pointer(query, address, room));
    }

    // RFC 4074, 3: a name that has no address of the version asked for is there all the same: no error, no records.
    private static List<byte[]> data(List<InetAddress> known, int type) {
        int length = type == RecordType.A ? 4 : type == RecordType.AAAA ? 16 : -1;
        return known.stream()
                .map(InetAddress::getAddress)
                .filter(bytes -> bytes.length == length)
                .toList();
    }

    private byte[] pointer(Query query, InetAddress address, int room) {
        String name = names.get(address);
        if (name == null) {
            return Answer.of(query, Verdict.NXDOMAIN);
        }
        List<byte[]> data = query.type() == RecordType.PTR ? List.of(Answer.name(name)) : List.of();
        return Answer.of(query, Verdict.NOERROR, data, room);
    }

    private static Optional<InetAddress> reversed(String name) {
        Matcher parts = REVERSE.matcher(name);
        if (!parts.matches()) {
            return Optional.empty();
        }
        MatchResult found = parts.toMatchResult();
        byte[] bytes = new byte[4];
        for (int i = 0; i < 4; i++) {
            int part = Integer.parseInt(found.group(4 - i));
            if (part > 255) {
                return Optional.empty();
            }
            bytes[i] = (byte) part;
        }
        return Optional.of(Prefix.address(bytes));
    }
}
