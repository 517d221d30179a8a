package hangari.image.dockerfile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts the rest of an instruction into words. */
final class Words {
    private Words() {}

    /** At white space, whatever stands there. */
    static List<String> plain(String text) {
        return text.isBlank() ? List.of() : Arrays.asList(text.strip().split("\\s+"));
    }

    /** At white space that is neither quoted nor escaped; the words keep their quotation marks and escapes. */
    static List<String> quoted(String text, char escape) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char open = 0;
        for (int i = 0; i < text.length(); i++) {
            char at = text.charAt(i);
            if (open == 0 && Character.isWhitespace(at)) {
                add(words, word);
                continue;
            }
            if (at == escape && open != '\'' && i + 1 < text.length()) {
                word.append(at).append(text.charAt(++i));
                continue;
            }
            if (open == 0 && (at == '\'' || at == '"')) {
                open = at;
            } else if (at == open) {
                open = 0;
            }
            word.append(at);
        }
        add(words, word);
        return words;
    }

    private static void add(List<String> words, StringBuilder word) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }
}
