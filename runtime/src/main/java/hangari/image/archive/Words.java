package hangari.image.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of an instruction. */
final class Words {
    private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"\\s*(,|$)\\s*");

    private Words() {}

    /** Split at spaces; quotation marks of either kind and backslashes keep what they keep in a shell. */
    static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        boolean begun = false;
        for (int i = 0; i < text.length(); i++) {
            char here = text.charAt(i);
            if (here == '\\' && quote != '\'' && i + 1 < text.length()) {
                word.append(text.charAt(++i));
                begun = true;
            } else if (quote == 0 && (here == '"' || here == '\'')) {
                quote = here;
                begun = true;
            } else if (here == quote) {
                quote = 0;
            } else if (quote == 0 && Character.isWhitespace(here)) {
                if (begun) {
                    words.add(word.toString());
                }
                word.setLength(0);
                begun = false;
            } else {
                word.append(here);
                begun = true;
            }
        }
        if (begun) {
            words.add(word.toString());
        }
        return words;
    }

    /** The strings of a JSON array of strings; empty if it is none. */
    static Optional<List<String>> array(String json) {
        String inner = json.strip();
        if (!inner.startsWith("[") || !inner.endsWith("]")) {
            return Optional.empty();
        }
        inner = inner.substring(1, inner.length() - 1).strip();
        List<String> strings = new ArrayList<>();
        Matcher string = STRING.matcher(inner);
        int at = 0;
        while (at < inner.length() && string.find(at) && string.start() == at) {
            strings.add(string.group(1).replaceAll("\\\\(.)", "$1"));
            at = string.end();
        }
        return at == inner.length() ? Optional.of(strings) : Optional.empty();
    }
}
