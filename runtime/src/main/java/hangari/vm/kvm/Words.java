package hangari.vm.kvm;

import hangari.linux.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;

/** What rows say, in both languages: {@code words.LANGUAGE.properties}. */
final class Words {
    private static final Texts TEXTS = new Texts(Words.class, "words");

    private Words() {}

    /** An event in words. */
    static String line(Event event, String language) {
        if (event instanceof Event.Wrote wrote) {
            return port(language, "wrote", wrote.port(), value(wrote.values(), wrote.text()), wrote.answer());
        }
        if (event instanceof Event.Read read) {
            return port(language, "read", read.port(), value(read.values(), read.text()), read.answer());
        }
        if (event instanceof Event.WroteNowhere nowhere) {
            return say(language, "wrotenowhere", hex(nowhere.value()), hex(nowhere.address()));
        }
        if (event instanceof Event.ReadNowhere nowhere) {
            return say(language, "readnowhere", nowhere.size(), hex(nowhere.address()));
        }
        if (event instanceof Event.Interrupted interrupted) {
            return say(language, "interrupted", interrupted.device(), interrupted.line(), interrupted.number());
        }
        return event instanceof Event.End end
                ? line(end, language)
                : say(language, event.getClass().getSimpleName().toLowerCase(Locale.ROOT));
    }

    private static String line(Event.End end, String language) {
        String key = end.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        if (end instanceof Event.Refused refused) {
            return say(language, key, hex(refused.reason()));
        }
        if (end instanceof Event.Confused confused) {
            return say(language, key, confused.reason());
        }
        if (end instanceof Event.Unknown unknown) {
            return say(language, key, unknown.reason());
        }
        if (end instanceof Event.Broke broke) {
            return say(language, key, broke.answer().call(), broke.failure());
        }
        if (end instanceof Event.OutOfExits exits) {
            return say(language, key, exits.limit());
        }
        return end instanceof Event.OutOfTime time ? say(language, key, time.milliseconds()) : say(language, key);
    }

    private static String port(String language, String verb, int port, String value, Event.Answer answer) {
        String key = answer.nobody() ? verb + ".nobody" : verb;
        return say(language, key, value, hex(port), answer.call());
    }

    private static String value(List<Integer> values, boolean text) {
        return values.stream()
                .map(value -> text ? character(value) : hex(value & 0xffff_ffffL))
                .collect(Collectors.joining(" "));
    }

    private static String character(int value) {
        return switch (value) {
            case '\n' -> "'\\n'";
            case '\r' -> "'\\r'";
            case '\'' -> "'\\''";
            default -> value >= ' ' && value < 0x7f ? "'" + (char) value + "'" : hex(value);
        };
    }

    static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }

    static String say(String language, String key, Object... values) {
        return String.format(TEXTS.text(language, key), values);
    }

    /** All texts of a language. */
    static Properties texts(String language) {
        return TEXTS.in(language);
    }
}
