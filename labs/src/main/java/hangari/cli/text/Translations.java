package hangari.cli.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Texts by what they are in English.
 *
 * <p>The file is one of gettext's, with one line for each {@code msgid} and {@code msgstr}. Source: gettext manual, "The
 * Format of PO Files".
 */
public final class Translations {
    private static final String ID = "msgid ";
    private static final String TEXT = "msgstr ";

    private final Map<String, String> texts;

    private Translations(Map<String, String> texts) {
        this.texts = texts;
    }

    /**
     * Those of a file.
     *
     * @param beside the class beside which it stands
     */
    public static Translations read(Class<?> beside, String name) {
        try (InputStream file = Objects.requireNonNull(beside.getResourceAsStream(name), name);
                var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return new Translations(texts(lines));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    private static Map<String, String> texts(BufferedReader lines) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        String id = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(ID)) {
                id = unquoted(line.substring(ID.length()));
            } else if (line.startsWith(TEXT)) {
                texts.putIfAbsent(id, unquoted(line.substring(TEXT.length())));
            }
        }
        return texts;
    }

    /** Between quotation marks as C has them; there is no line's end in our texts. */
    private static String unquoted(String text) {
        return text.substring(1, text.length() - 1).replaceAll("\\\\(.)", "$1");
    }

    /** The text of an English one, if it is translated. */
    public Optional<String> find(String english) {
        return Optional.ofNullable(texts.get(english));
    }

    /** Each text by its English one, in the order of the file. */
    public Map<String, String> texts() {
        return Collections.unmodifiableMap(texts);
    }
}
