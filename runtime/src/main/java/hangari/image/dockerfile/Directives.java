package hangari.image.dockerfile;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The comments at the very top that tell the reader how to read: {@code # escape=`}.
 *
 * @param escape a backslash, or a backtick where paths are full of backslashes
 * @param count how many lines they take
 */
record Directives(char escape, int count) {
    private static final Pattern DIRECTIVE = Pattern.compile("\\s*#\\s*([a-zA-Z][a-zA-Z0-9]*)\\s*=\\s*(.+?)\\s*");

    // Dockerfile reference, "Parser directives": "Once a comment, empty line or builder instruction has been processed,
    // BuildKit no longer looks for parser directives."
    static Directives of(String file, List<String> lines) {
        Map<String, String> found = new HashMap<>();
        int count = 0;
        for (String line : lines) {
            Matcher directive = DIRECTIVE.matcher(line);
            String name = directive.matches() ? directive.group(1).toLowerCase(Locale.ROOT) : "";
            if (!List.of("syntax", "escape", "check").contains(name)) {
                break;
            }
            count++;
            if (found.put(name, directive.group(2)) != null) {
                throw new Place(file, count, line)
                        .failure("only one " + name + " parser directive can be used: remove this one");
            }
            if (name.equals("escape")) {
                check(new Place(file, count, line), directive.group(2));
            }
        }
        return new Directives(found.getOrDefault("escape", "\\").charAt(0), count);
    }

    private static void check(Place place, String escape) {
        if (!escape.equals("\\") && !escape.equals("`")) {
            throw place.failure("invalid escape token '" + escape + "' does not match ` or \\: write one of these two");
        }
    }
}
