package hangari.lesson.model;

import java.util.Locale;
import java.util.Optional;

/** A language in which every lesson is written; both are originals. */
public enum Language {
    KO,
    EN;

    /** The code used in file names and on the command line: {@code ko} or {@code en}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The other language, against which a text is checked for staleness. */
    public Language other() {
        return this == KO ? EN : KO;
    }

    /** The language with this code, if it is one of ours. */
    public static Optional<Language> of(String code) {
        for (Language language : values()) {
            if (language.code().equals(code)) {
                return Optional.of(language);
            }
        }
        return Optional.empty();
    }
}
