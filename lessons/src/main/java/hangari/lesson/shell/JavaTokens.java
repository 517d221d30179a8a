package hangari.lesson.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts Java source into the tokens that are worth a colour; works on unfinished code. */
public final class JavaTokens {
    private static final Set<String> KEYWORDS = Set.of("""
            abstract assert boolean break byte case catch char class continue default do double else enum extends
            false final finally float for if implements import instanceof int interface long new null
            private protected public record return short static super switch synchronized this throw
            throws true try var void while yield""".split("\\s+"));
    private static final Pattern TOKEN = Pattern.compile("(?<comment>//[^\\n]*|/\\*(?s:.*?)(?:\\*/|\\z))"
            + "|(?<string>\"\"\"(?s:.*?)(?:\"\"\"|\\z)|\"(?:\\\\.|[^\"\\\\\\n])*\"?|'(?:\\\\.|[^'\\\\\\n])*'?)"
            + "|(?<number>\\b\\d[\\w.]*)"
            + "|(?<word>[\\p{L}_$][\\p{L}\\p{N}_$]*)");

    private JavaTokens() {}

    /** What a token is. */
    public enum Kind {
        KEYWORD,
        STRING,
        NUMBER,
        COMMENT,
        TYPE,
        CALL
    }

    /** A token: from {@code start} up to, but not including, {@code end}. */
    public record Token(int start, int end, Kind kind) {}

    /** The tokens of a source, in order; what lies between them is plain. */
    public static List<Token> of(String source) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(source);
        while (matcher.find()) {
            Kind kind = kind(matcher, source);
            if (kind != null) {
                tokens.add(new Token(matcher.start(), matcher.end(), kind));
            }
        }
        return tokens;
    }

    private static @org.jspecify.annotations.Nullable Kind kind(Matcher matcher, String source) {
        if (matcher.group("comment") != null) {
            return Kind.COMMENT;
        }
        if (matcher.group("string") != null) {
            return Kind.STRING;
        }
        return matcher.group("number") != null ? Kind.NUMBER : word(matcher.group("word"), matcher.end(), source);
    }

    private static @org.jspecify.annotations.Nullable Kind word(String word, int end, String source) {
        if (KEYWORDS.contains(word)) {
            return Kind.KEYWORD;
        }
        if (end < source.length() && source.charAt(end) == '(') {
            return Kind.CALL;
        }
        return Character.isUpperCase(word.charAt(0)) ? Kind.TYPE : null;
    }
}
