package hangari.linux;

import java.util.Arrays;
import java.util.List;

/**
 * What a refusal means here and what mends it, in the reader's language.
 *
 * @param key which of {@code hints.LANGUAGE.properties}; empty if we know no better than the errno
 * @param values what stands in its places
 */
public record Hint(String key, List<Object> values) {
    /** Nothing more to say. */
    public static final Hint NONE = new Hint("", List.of());

    public Hint {
        values = List.copyOf(values);
    }

    /** A hint of this key, which must exist, with its values. */
    public static Hint of(String key, Object... values) {
        return new Hint(key, Arrays.asList(values));
    }

    /** Whether there is anything to say. */
    public boolean isEmpty() {
        return key.isEmpty();
    }

    /** The hint in a language, {@code en} or {@code ko}. */
    public String in(String language) {
        return isEmpty() ? "" : String.format(Hints.text(language, key), values.toArray());
    }

    /** The hint in English. */
    @Override
    public String toString() {
        return in("en");
    }
}
