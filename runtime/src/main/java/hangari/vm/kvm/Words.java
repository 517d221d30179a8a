package hangari.vm.kvm;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** What rows say, in both languages: {@code words.LANGUAGE.properties}. */
final class Words {
    private static final Map<String, Properties> TEXTS = new ConcurrentHashMap<>();

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
        String text = Objects.requireNonNull(texts(language).getProperty(key), key);
        return String.format(text, values);
    }

    /** All texts of a language. */
    static Properties texts(String language) {
        return TEXTS.computeIfAbsent(language, Words::load);
    }

    private static Properties load(String language) {
        String name = "words." + language + ".properties";
        try (InputStream file = Objects.requireNonNull(Words.class.getResourceAsStream(name), name)) {
            Properties texts = new Properties();
            texts.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
