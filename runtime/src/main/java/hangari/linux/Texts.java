package hangari.linux;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/** Texts in several languages, read when they are first needed: the files {@code STEM.en.properties} and so on. */
public final class Texts {
    private final Class<?> beside;
    private final String stem;
    private final Map<String, Properties> read = new ConcurrentHashMap<>();

    /**
     * Those of files that lie beside a class.
     *
     * @param stem what their names begin with
     */
    public Texts(Class<?> beside, String stem) {
        this.beside = beside;
        this.stem = stem;
    }

    /** All texts of a language. */
    public Properties in(String language) {
        return read.computeIfAbsent(language, this::load);
    }

    /** One text; there must be such a one. */
    public String text(String language, String key) {
        return Objects.requireNonNull(in(language).getProperty(key), key);
    }

    private Properties load(String language) {
        String name = stem + "." + language + ".properties";
        try (InputStream file = Objects.requireNonNull(beside.getResourceAsStream(name), name)) {
            Properties texts = new Properties();
            texts.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
