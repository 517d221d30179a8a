package hangari.image.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts the values of variables into a word and takes its quotation marks away, as a shell would.
 *
 * <pre>{@code
 * var expansion = new Expansion(place, '\\', Map.of("VERSION", "1.36"));
 * expansion.word("busybox:${VERSION:-latest}"); // busybox:1.36
 * expansion.word("\\$VERSION '$VERSION'"); // $VERSION $VERSION
 * }</pre>
 *
 * <p>Source: Dockerfile reference, "Environment replacement". A variable that is not set is empty.
 */
public final class Expansion {
    private static final int DEEPEST = 16;
    private static final int LONGEST = 1024 * 1024;

    private final Place place;
    private final char escape;
    private final Map<String, String> values;

    public Expansion(Place place, char escape, Map<String, String> values) {
        this.place = place;
        this.escape = escape;
        this.values = Map.copyOf(values);
    }

    /**
     * One word.
     *
     * @throws DockerfileException for a quotation mark or a brace without its other half
     */
    public String word(String text) {
        return new Scan(text, 0).all();
    }

    /** Each word by itself. */
    public List<String> each(List<String> words) {
        return words.stream().map(this::word).toList();
    }

    /** A variable may hold several words: they are cut at white space after it was put in. */
    public List<String> split(List<String> words) {
        List<String> all = new ArrayList<>();
        words.forEach(word -> all.addAll(Words.plain(word(word))));
        return all;
    }

    /** Variables are put in and nothing else is touched: what a here-document gets. */
    public String document(String text) {
        return new Scan(text, 0).document();
    }

    private final class Scan {
        private final String text;
        private final int depth;
        private final StringBuilder result = new StringBuilder();
        private int at;

        Scan(String text, int depth) {
            this.text = text;
            this.depth = depth;
        }

        String all() {
            while (at < text.length()) {
                char next = text.charAt(at);
                if (next == '\'') {
                    singleQuoted();
                } else if (next == '"') {
                    doubleQuoted();
                } else if (next == '$') {
                    variable();
                } else if (next == escape && at + 1 < text.length()) {
                    result.append(text.charAt(at + 1));
                    at += 2;
                } else {
                    at++;
                    // an escape that ends the word escapes nothing
                    if (next != escape) {
                        result.append(next);
                    }
                }
            }
            return result.toString();
        }

        String document() {
            while (at < text.length()) {
                char next = text.charAt(at);
                if (next == '$') {
                    variable();
                } else if (next == escape && at + 1 < text.length() && isSpecial(text.charAt(at + 1))) {
                    result.append(text.charAt(at + 1));
                    at += 2;
                } else {
                    result.append(next);
                    at++;
                }
            }
            return result.toString();
        }

        private boolean isSpecial(char character) {
            return character == '$' || character == escape;
        }

        private void singleQuoted() {
            int end = text.indexOf('\'', at + 1);
            if (end < 0) {
                throw unmatched("single");
            }
            result.append(text, at + 1, end);
            at = end + 1;
        }

        private void doubleQuoted() {
            at++;
            while (at < text.length() && text.charAt(at) != '"') {
                char next = text.charAt(at);
                if (next == '$') {
                    variable();
                    continue;
                }
                boolean escapes = next == escape
                        && at + 1 < text.length()
                        && (text.charAt(at + 1) == '"' || isSpecial(text.charAt(at + 1)));
                result.append(escapes ? text.charAt(at + 1) : next);
                at += escapes ? 2 : 1;
            }
            if (at == text.length()) {
                throw unmatched("double");
            }
            at++;
        }

        private DockerfileException unmatched(String kind) {
            return place.failure("unexpected end of statement while looking for matching " + kind + "-quote in " + text
                    + ": close it, or escape it with " + escape);
        }

        private void variable() {
            at++;
            if (at < text.length() && text.charAt(at) == '{') {
                braced();
                return;
            }
            String name = name();
            if (name.isEmpty()) {
                result.append('$');
            }
            append(value(name).orElse(""));
        }

        private String name() {
            int start = at;
            while (at < text.length() && isNamePart(text.charAt(at), at > start)) {
                at++;
            }
            return text.substring(start, at);
        }

        private void braced() {
            at++;
            String name = name();
            if (name.isEmpty() || at == text.length()) {
                throw name.isEmpty() && at < text.length()
                        ? place.failure("bad substitution in " + text + ": write ${NAME}")
                        : missingBrace();
            }
            boolean colon = text.charAt(at) == ':';
            at += colon ? 1 : 0;
            if (at == text.length()) {
                throw missingBrace();
            }
            char modifier = text.charAt(at++);
            if (modifier == '}' && !colon) {
                append(value(name).orElse(""));
                return;
            }
            Optional<String> value = value(name).filter(known -> !colon || !known.isEmpty());
            append(modified(name, modifier, value, operand()));
        }

        private String modified(String name, char modifier, Optional<String> value, String operand) {
            return switch (modifier) {
                case '-' -> value.orElseGet(() -> inner(operand));
                case '+' -> value.isPresent() ? inner(operand) : "";
                case '?' ->
                    value.orElseThrow(() -> place.failure(name + ": "
                            + (operand.isEmpty() ? "not set: give it with --build-arg or ENV" : inner(operand))));
                default ->
                    throw place.failure("unsupported modifier (" + modifier + ") in substitution of " + name
                            + ": use ${" + name + ":-default} or ${" + name + ":+other}");
            };
        }

        private String inner(String operand) {
            if (depth == DEEPEST) {
                throw place.failure("variables more than " + DEEPEST + " deep in each other: take some apart");
            }
            return new Scan(operand, depth + 1).all();
        }

        /** What stands up to the brace that closes this variable. */
        private String operand() {
            int start = at;
            int open = 1;
            while (at < text.length()) {
                char next = text.charAt(at++);
                if (next == escape) {
                    at = Math.min(text.length(), at + 1);
                } else if (next == '{') {
                    open++;
                } else if (next == '}' && --open == 0) {
                    return text.substring(start, at - 1);
                }
            }
            throw missingBrace();
        }

        private DockerfileException missingBrace() {
            return place.failure("syntax error: missing '}' in " + text + ": close the brace");
        }

        private void append(String value) {
            if (result.length() + value.length() > LONGEST) {
                throw place.failure("more than " + LONGEST + " characters come of " + text + ": shorten the variables");
            }
            result.append(value);
        }
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    private static boolean isNamePart(char character, boolean later) {
        boolean letter = character == '_' || ((character | 0x20) >= 'a' && (character | 0x20) <= 'z');
        return letter || (later && character >= '0' && character <= '9');
    }
}
