package hangari.lesson.play;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The variables that code declares at its top level: later steps rely on those of the model answer. */
final class Declarations {
    private static final Pattern VARIABLE =
            Pattern.compile("(?m)^(?:final\\s+)?(?:var|[A-Za-z][\\w.]*(?:<[^=;(]*>)?(?:\\[])*)\\s+(\\w+)\\s*=[^=]");

    private Declarations() {}

    /** Whether the inputs declare every variable that this code declares. */
    static boolean cover(List<String> inputs, String code) {
        return of(inputs).containsAll(of(List.of(code)));
    }

    private static Set<String> of(Collection<String> inputs) {
        Set<String> names = new LinkedHashSet<>();
        for (String input : inputs) {
            Matcher matcher = VARIABLE.matcher(input);
            while (matcher.find()) {
                names.add(matcher.group(1));
            }
        }
        return names;
    }
}
