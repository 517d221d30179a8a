package hangari.cli.help;

import hangari.cli.text.Translations;

/** The texts of every help, in Korean. */
public final class KoreanHelp {
    private static final Translations TEXTS = Translations.read(KoreanHelp.class, "ko.po");

    private KoreanHelp() {}

    /** All of them, by what they are in English. */
    public static Translations texts() {
        return TEXTS;
    }

    /** The text of an English one; of an example, only the comment differs. What is not translated stays English. */
    static String say(String english) {
        return Example.of(english).map(example -> example.say(KoreanHelp::text)).orElseGet(() -> text(english));
    }

    private static String text(String english) {
        return TEXTS.find(english).orElse(english);
    }
}
