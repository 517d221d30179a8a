package hangari.lesson.play.screen;

import hangari.lesson.model.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** What the screen says, in one language: the files {@code en.properties} and {@code ko.properties}. */
final class Phrases {
    private final Language language;
    private final Properties phrases = new Properties();

    private Phrases(Language language) {
        this.language = language;
    }

    static Phrases in(Language language) {
        Phrases phrases = new Phrases(language);
        String name = language.code() + ".properties";
        try (InputStream file = Phrases.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("resource " + name + " is missing");
            }
            phrases.phrases.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            return phrases;
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    Language language() {
        return language;
    }

    /** A phrase with its values filled in. */
    String say(String key, Object... values) {
        String phrase = phrases.getProperty(key);
        if (phrase == null) {
            throw new IllegalArgumentException("no phrase " + key + " in " + language.code());
        }
        return phrase.formatted(values);
    }
}
