package hangari.lesson.play.screen;

import hangari.lesson.model.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** What the screen says, in one language: the files {@code en.properties} and {@code ko.properties}. */
public final class Phrases {
    private final Language language;
    private final Properties phrases = new Properties();

    private Phrases(Language language) {
        this.language = language;
    }

    /** The phrases of every dialogue. */
    static Phrases in(Language language) {
        return new Phrases(language).with(Phrases.class);
    }

    /** The phrases of every dialogue, and those that stand beside a class; they take the place of others. */
    public static Phrases in(Language language, Class<?> beside) {
        return in(language).with(beside);
    }

    private Phrases with(Class<?> beside) {
        String name = language.code() + ".properties";
        try (InputStream file = beside.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("resource " + name + " is missing");
            }
            phrases.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /** The language spoken. */
    public Language language() {
        return language;
    }

    /** A phrase with its values filled in. */
    public String say(String key, Object... values) {
        String phrase = phrases.getProperty(key);
        if (phrase == null) {
            throw new IllegalArgumentException("no phrase " + key + " in " + language.code());
        }
        return phrase.formatted(values);
    }
}
