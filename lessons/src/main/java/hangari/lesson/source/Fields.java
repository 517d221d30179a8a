package hangari.lesson.source;

import hangari.lesson.model.Excerpt;
import hangari.lesson.source.YamlNode.Entries;
import hangari.lesson.source.YamlNode.Entry;
import hangari.lesson.source.YamlNode.Items;
import hangari.lesson.source.YamlNode.Scalar;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The keys of one YAML mapping, taken one by one with their type; a key that nobody took is a mistake.
 *
 * <p>What is missing or of the wrong type is added to the problems, and a harmless value is returned in its place.
 */
public final class Fields {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private final Entries map;
    private final Problems problems;
    private final Set<String> taken = new LinkedHashSet<>();

    public Fields(Entries map, Problems problems) {
        this.map = map;
        this.problems = problems;
    }

    /** The fields of a node that must be a mapping. */
    public static Optional<Fields> of(YamlNode node, String what, Problems problems) {
        if (node instanceof Entries entries) {
            return Optional.of(new Fields(entries, problems));
        }
        problems.add(node.line(), what + " is " + node.kind(), "write keys and values");
        return Optional.empty();
    }

    public int line() {
        return map.line();
    }

    /** The line of a key, or of the mapping when it has no such key. */
    public int line(String key) {
        Entry entry = map.entries().get(key);
        return entry == null ? map.line() : entry.line();
    }

    public Optional<YamlNode> node(String key) {
        taken.add(key);
        return Optional.ofNullable(map.entries().get(key)).map(Entry::value);
    }

    Optional<YamlNode> required(String key) {
        Optional<YamlNode> node = node(key);
        if (node.isEmpty()) {
            problems.add(map.line(), missing(key), "add it");
        }
        return node;
    }

    private static String missing(String key) {
        return "key " + key + " is missing";
    }

    public String text(String key) {
        return required(key).flatMap(node -> text(key, node)).orElse("");
    }

    Optional<String> optionalText(String key) {
        return node(key).flatMap(node -> text(key, node));
    }

    /** A single value as it was written, even if YAML takes it for a number. */
    public String word(String key) {
        Optional<YamlNode> node = required(key);
        if (node.isPresent() && node.get() instanceof Scalar scalar && scalar.type() != YamlNode.Type.NOTHING) {
            return scalar.text();
        }
        node.ifPresent(other -> wrongType(key, other, "text"));
        return "";
    }

    public String id(String key) {
        String id = text(key);
        if (!id.isEmpty() && !isId(id)) {
            problems.add(line(key), key + " " + Excerpt.of(id) + " is not an id", "use a-z, 0-9 and single hyphens");
        }
        return id;
    }

    static boolean isId(String id) {
        return ID.matcher(id).matches();
    }

    public int number(String key, int least, int most) {
        return required(key).flatMap(node -> number(key, node, least, most)).orElse(least);
    }

    Optional<Integer> optionalNumber(String key, int least, int most) {
        return node(key).flatMap(node -> number(key, node, least, most));
    }

    Optional<Boolean> optionalFlag(String key) {
        return node(key).flatMap(node -> flag(key, node));
    }

    Optional<Boolean> flag(String key, YamlNode node) {
        if (node instanceof Scalar scalar && scalar.type() == YamlNode.Type.FLAG) {
            return Optional.of(Boolean.valueOf(scalar.text()));
        }
        return wrongType(key, node, "true or false");
    }

    public List<YamlNode> list(String key) {
        return required(key).map(node -> items(key, node)).orElse(List.of());
    }

    List<YamlNode> optionalList(String key) {
        return node(key).map(node -> items(key, node)).orElse(List.of());
    }

    public List<String> texts(String key) {
        return texts(key, list(key));
    }

    List<String> optionalTexts(String key) {
        return texts(key, optionalList(key));
    }

    /** A text, or a list of some. */
    List<String> oneOrMore(String key) {
        Optional<YamlNode> node = required(key);
        if (node.isPresent() && node.get() instanceof Items items) {
            if (items.nodes().isEmpty()) {
                problems.add(line(key), key + " is an empty list", "name at least one");
            }
            return texts(key, items.nodes());
        }
        return node.flatMap(one -> text(key, one)).stream().toList();
    }

    /** The value of a text that must be one of a few words. */
    <T> Optional<T> choice(String key, Set<String> words, Function<String, T> value) {
        return required(key).flatMap(node -> choice(key, node, words, value));
    }

    <T> Optional<T> optionalChoice(String key, Set<String> words, Function<String, T> value) {
        return node(key).flatMap(node -> choice(key, node, words, value));
    }

    <T> Optional<T> choice(String key, YamlNode node, Set<String> words, Function<String, T> value) {
        Optional<String> word = text(key, node);
        if (word.isPresent() && !words.contains(word.get())) {
            problems.add(
                    node.line(), "unknown " + key + " " + Excerpt.of(word.get()), Nearest.remedy(word.get(), words));
            return Optional.empty();
        }
        return word.map(value);
    }

    /** The keys, in the order of the file. */
    Set<String> keys() {
        return map.entries().keySet();
    }

    /** Says that a key is none of those that are known. */
    void unknown(String key, Set<String> known) {
        taken.add(key);
        problems.add(line(key), "unknown key " + Excerpt.of(key), Nearest.remedy(key, known));
        // A key that is misspelt is not missing as well.
        Nearest.to(key, known).ifPresent(meant -> problems.withdraw(map.line(), missing(meant)));
    }

    /** Adds a problem for each key that was not taken. */
    public void end() {
        Set<String> known = new TreeSet<>(taken);
        map.entries().keySet().stream().filter(key -> !known.contains(key)).forEach(key -> unknown(key, known));
    }

    Optional<String> text(String key, YamlNode node) {
        if (node instanceof Scalar scalar) {
            if (scalar.type() == YamlNode.Type.TEXT) {
                return Optional.of(scalar.text());
            }
            String remedy = scalar.type() == YamlNode.Type.NOTHING ? "write the text" : "quote it";
            problems.add(node.line(), key + " must be text, but is " + shown(scalar), remedy);
            return Optional.empty();
        }
        return wrongType(key, node, "text");
    }

    Optional<Integer> number(String key, YamlNode node, int least, int most) {
        if (!(node instanceof Scalar scalar) || scalar.type() != YamlNode.Type.NUMBER) {
            return wrongType(key, node, "a number");
        }
        try {
            int value = Integer.parseInt(scalar.text());
            if (value >= least && value <= most) {
                return Optional.of(value);
            }
        } catch (NumberFormatException e) {
            // said below, with the range
        }
        problems.add(node.line(), key + " " + Excerpt.bare(scalar.text()), "must be from " + least + " to " + most);
        return Optional.empty();
    }

    private List<YamlNode> items(String key, YamlNode node) {
        if (node instanceof Items items) {
            return items.nodes();
        }
        wrongType(key, node, "a list");
        return List.of();
    }

    private List<String> texts(String key, List<YamlNode> nodes) {
        return nodes.stream()
                .flatMap(node -> text("an item of " + key, node).stream())
                .toList();
    }

    private <T> Optional<T> wrongType(String key, YamlNode node, String wanted) {
        String actual = node instanceof Scalar scalar ? shown(scalar) : node.kind();
        problems.add(node.line(), key + " must be " + wanted + ", but is " + actual, "change it");
        return Optional.empty();
    }

    private static String shown(Scalar scalar) {
        return switch (scalar.type()) {
            case TEXT -> "the text " + Excerpt.of(scalar.text());
            case NUMBER -> "the number " + Excerpt.bare(scalar.text());
            case FLAG -> Excerpt.bare(scalar.text());
            case NOTHING -> "nothing";
        };
    }
}
