package hangari.image.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a registry wants to see before it answers. Source: RFC 9110, 11.3, and Docker's token authentication.
 *
 * @param scheme in lower case: {@code bearer}, {@code basic}
 * @param parameters their names in lower case
 */
record Challenge(String scheme, Map<String, String> parameters) {
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";
    private static final Pattern PARAMETER = Pattern.compile(
            "[\\s,]*+(" + TOKEN + ")\\s*+=\\s*+(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|(" + TOKEN + "))(?=[\\s,]|$)");
    private static final Pattern SCHEME = Pattern.compile("[\\s,]*+(" + TOKEN + ")(?=[\\s,]|$)");
    private static final int LONGEST = 4096;
    private static final int MOST = 16;

    Challenge {
        parameters = Map.copyOf(parameters);
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
    }

    /** All that the headers hold; what cannot be understood is left out. */
    static List<Challenge> parse(List<String> headers) {
        List<Challenge> all = new ArrayList<>();
        headers.stream()
                .limit(MOST)
                .filter(header -> header.length() <= LONGEST)
                .forEach(header -> parse(header, all));
        return all;
    }

    private static void parse(String header, List<Challenge> all) {
        Matcher scheme = SCHEME.matcher(header);
        Matcher parameter = PARAMETER.matcher(header);
        int at = 0;
        while (scheme.region(at, header.length()).lookingAt()) {
            at = scheme.end();
            Map<String, String> parameters = new TreeMap<>();
            while (parameter.region(at, header.length()).lookingAt()) {
                parameters.putIfAbsent(parameter.group(1).toLowerCase(Locale.ROOT), value(parameter));
                at = parameter.end();
            }
            all.add(new Challenge(scheme.group(1).toLowerCase(Locale.ROOT), parameters));
        }
    }

    private static String value(Matcher parameter) {
        String quoted = parameter.group(2);
        return quoted == null ? parameter.group(3) : quoted.replaceAll("\\\\(.)", "$1");
    }
}
