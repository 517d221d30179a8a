package hangari.cli.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with holes for values, in two languages.
 *
 * <p>{@code new Template("no %s in %s", "%2$s: %1$s 없음").say("no salt in soup")} is {@code soup: salt 없음}.
 *
 * @param from what is recognised, with {@code %s} or {@code %N$s} where anything may stand
 * @param to what is said instead, with the same values
 */
public record Template(String from, String to) {
    private static final Pattern HOLE = Pattern.compile("%(?:([1-9])\\$)?s");

    /** The text in the other language, if it is of this kind. */
    public Optional<String> say(String text) {
        String[] between = HOLE.split(from, -1);
        if (!text.startsWith(between[0]) || !text.endsWith(between[between.length - 1])) {
            return Optional.empty();
        }
        Matcher matcher = pattern(between).matcher(text);
        return matcher.matches() ? Optional.of(to.formatted(values(matcher))) : Optional.empty();
    }

    /** One that is recognised at the end of a text, behind this; what stands before it stays as it is. */
    public Template behind(String mark) {
        String shifted = "%1$s" + mark;
        return new Template(shifted + numbered(from), shifted + numbered(to));
    }

    /** The same text, with every value one further on. */
    private static String numbered(String text) {
        int[] next = {1};
        return HOLE.matcher(text)
                .replaceAll(hole -> Matcher.quoteReplacement(
                        "%" + (hole.group(1) == null ? ++next[0] : Integer.parseInt(hole.group(1)) + 1) + "$s"));
    }

    private static Pattern pattern(String... between) {
        StringBuilder pattern = new StringBuilder(Pattern.quote(between[0]));
        for (int i = 1; i < between.length; i++) {
            pattern.append("(.*?)").append(Pattern.quote(between[i]));
        }
        return Pattern.compile(pattern.toString(), Pattern.DOTALL);
    }

    private Object[] values(Matcher matcher) {
        List<Object> values = new ArrayList<>();
        Matcher hole = HOLE.matcher(from);
        for (int group = 1; hole.find(); group++) {
            int place = hole.group(1) == null ? group : Integer.parseInt(hole.group(1));
            while (values.size() < place) {
                values.add("");
            }
            values.set(place - 1, matcher.group(group));
        }
        return values.toArray();
    }
}
