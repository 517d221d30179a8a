package hangari.cli;

import hangari.cli.text.Template;
import hangari.cli.text.Translations;
import hangari.linux.Refusal;
import hangari.linux.Texts;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * What the runtime says of a failure, in Korean.
 *
 * <p>The runtime speaks English, and a supervisor hands on one line of it. So a line is recognised by its words: those
 * that a learner meets most stand in {@code errors.ko.po}, with {@code %s} for what differs; the hints on a call that
 * the kernel refused are the kernel seam's own. Anything else stays as it is.
 */
final class KoreanErrors {
    private static final int LONGEST = 4096;

    private static final List<Template> ALL =
            Stream.of(lines(), hints()).flatMap(List::stream).toList();

    private KoreanErrors() {}

    /** The line in Korean, if it is known. */
    static String say(String error) {
        if (error.length() > LONGEST) {
            return error;
        }
        return ALL.stream()
                .map(template -> template.say(error))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(error);
    }

    /** Whole lines. */
    private static List<Template> lines() {
        return known().texts().entrySet().stream()
                .map(text -> new Template(text.getKey(), text.getValue()))
                .toList();
    }

    static Translations known() {
        return Translations.read(KoreanErrors.class, "errors.ko.po");
    }

    /** What stands behind a call that the kernel refused: {@code call: ERRNO (meaning): hint}. */
    private static List<Template> hints() {
        Texts hints = new Texts(Refusal.class, "hints");
        Properties english = hints.in("en");
        return english.stringPropertyNames().stream()
                .map(key -> new Template(english.getProperty(key), hints.text("ko", key)).behind("): "))
                .toList();
    }
}
