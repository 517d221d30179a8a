package hangari.image.tree;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Patterns for paths: {@code *.txt}, {@code src/?[a-c]}.
 *
 * <p>As Go's {@code filepath.Match}: {@code *} and {@code ?} match no slash, {@code [^a-c]} is a class, a backslash takes
 * the next character's meaning away. For {@code .dockerignore}, {@code **} matches any number of directories.
 */
public final class Glob {
    private Glob() {}

    /** Whether a text has anything in it that makes it more than a name. */
    public static boolean isPattern(String text) {
        return text.chars().anyMatch(character -> character == '*' || character == '?' || character == '[');
    }

    /**
     * The pattern as a regular expression.
     *
     * @param deep whether {@code **} goes through directories
     * @throws IllegalArgumentException if it is no pattern
     */
    public static Pattern compile(String glob, boolean deep) {
        StringBuilder regex = new StringBuilder();
        int at = 0;
        while (at < glob.length()) {
            char next = glob.charAt(at);
            if (deep && glob.startsWith("**", at)) {
                at = deep(glob, at, regex);
            } else if (next == '*') {
                regex.append("[^/]*");
                at++;
            } else if (next == '?') {
                regex.append("[^/]");
                at++;
            } else if (next == '[') {
                at = characters(glob, at, regex);
            } else {
                at = literal(glob, at, regex);
            }
        }
        try {
            return Pattern.compile(regex.toString(), Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw bad(glob);
        }
    }

    // Dockerfile reference, ".dockerignore": "** matches any number of directories (including zero)"
    private static int deep(String glob, int start, StringBuilder regex) {
        int at = start + 2;
        while (at < glob.length() && glob.charAt(at) == '*') {
            at++;
        }
        if (at == glob.length()) {
            regex.append(".*");
            return at;
        }
        regex.append("(?:.*/)?");
        return glob.charAt(at) == '/' ? at + 1 : at;
    }

    private static int literal(String glob, int start, StringBuilder regex) {
        int at = start;
        if (glob.charAt(at) == '\\' && ++at == glob.length()) {
            throw bad(glob);
        }
        regex.append(Pattern.quote(glob.substring(at, at + 1)));
        return at + 1;
    }

    private static int characters(String glob, int start, StringBuilder regex) {
        int at = start + 1;
        regex.append("[");
        if (at < glob.length() && glob.charAt(at) == '^') {
            regex.append("^/");
            at++;
        }
        int first = at;
        while (at < glob.length() && (glob.charAt(at) != ']' || at == first)) {
            char character = glob.charAt(at++);
            if (character == '\\' && at < glob.length()) {
                regex.append('\\').append(glob.charAt(at++));
            } else if (character == '-') {
                regex.append('-');
            } else {
                regex.append(Character.isLetterOrDigit(character) ? "" : "\\").append(character);
            }
        }
        if (at >= glob.length()) {
            throw bad(glob);
        }
        regex.append("]");
        return at + 1;
    }

    private static IllegalArgumentException bad(String glob) {
        return new IllegalArgumentException(
                "syntax error in pattern " + Shown.of(glob) + ": close the bracket, or put a backslash before it");
    }
}
