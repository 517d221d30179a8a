package hangari.lesson.source;

import java.util.List;
import java.util.Map;

/** A piece of YAML, with the line on which it begins. */
public sealed interface YamlNode {
    /** From 1. */
    int line();

    /** What it is, in words. */
    String kind();

    /** A single value as it was written, and what YAML takes it for. */
    record Scalar(int line, Type type, String text) implements YamlNode {
        @Override
        public String kind() {
            return switch (type) {
                case TEXT -> "text";
                case NUMBER -> "a number";
                case FLAG -> "true or false";
                case NOTHING -> "nothing";
            };
        }
    }

    /** A list. */
    record Items(int line, List<YamlNode> nodes) implements YamlNode {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /** Keys and values, in the order of the file. */
    record Entries(int line, Map<String, Entry> entries) implements YamlNode {
        @Override
        public String kind() {
            return "keys and values";
        }
    }

    /** A value and the line of its key. */
    record Entry(int line, YamlNode value) {}

    /** The kinds of single values. */
    enum Type {
        TEXT,
        NUMBER,
        FLAG,
        NOTHING
    }
}
