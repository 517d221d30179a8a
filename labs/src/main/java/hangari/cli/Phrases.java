package hangari.cli;

import hangari.lesson.model.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;

/** What the commands say, in one language: the files {@code en.properties} and {@code ko.properties}. */
public final class Phrases {
    private final Language language;
    private final Properties phrases = new Properties();

    private Phrases(Language language) {
        this.language = language;
    }

    /** The phrases of a language. */
    public static Phrases in(Language language) {
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

    /** The language of a locale's name, such as {@code ko_KR.UTF-8}; English if it is none of ours. */
    public static Language languageOf(String locale) {
        return Language.of(locale.replaceFirst("[_.@-].*", "")).orElse(Language.EN);
    }

    /** The language spoken. */
    public Language language() {
        return language;
    }

    /** A phrase with its values filled in. */
    public String say(String key, Object... values) {
        return find(key, values).orElseThrow(() -> new IllegalArgumentException("no phrase " + key));
    }

    /** A phrase with its values filled in, if there is such a phrase. */
    public Optional<String> find(String key, Object... values) {
        return Optional.ofNullable(phrases.getProperty(key)).map(phrase -> phrase.formatted(values));
    }
}
