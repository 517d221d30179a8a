package hangari.lesson.check;

import hangari.lesson.model.Language;

/** The same thing said in both languages, as one or two whole sentences. */
public record Message(String ko, String en) {
    /** The words in one language. */
    public String in(Language language) {
        return language == Language.KO ? ko : en;
    }
}
