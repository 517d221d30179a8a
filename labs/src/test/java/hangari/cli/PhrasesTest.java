package hangari.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.cli.state.StateException;
import hangari.cli.text.Columns;
import hangari.lesson.model.Language;
import hangari.vm.fault.VmException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PhrasesTest {
    private static final Pattern PLACE = Pattern.compile("%[0-9$]*[sd]");

    @Test
    void everyPhraseIsThereInBothLanguages() throws IOException {
        assertThat(load("ko").stringPropertyNames()).isEqualTo(load("en").stringPropertyNames());
    }

    @Test
    void everyPhraseTakesTheSameValuesInBothLanguages() throws IOException {
        Properties english = load("en");
        Properties korean = load("ko");
        for (String key : english.stringPropertyNames()) {
            assertThat(places(korean.getProperty(key))).as(key).isEqualTo(places(english.getProperty(key)));
        }
    }

    @Test
    void everyReasonWhyTheStateCannotBeUsedHasItsWords() throws IOException {
        assertThat(load("en").stringPropertyNames())
                .containsAll(Arrays.stream(StateException.Reason.values())
                        .map(reason -> "state." + reason.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    @Test
    void everyFailureOfAVirtualMachineHasItsWords() throws IOException {
        Properties english = load("en");
        for (VmException.Kind kind : VmException.Kind.values()) {
            String key = "vm." + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
            assertThat(english.getProperty(key)).as(key).isNotNull();
        }
    }

    @Test
    void aLocaleNamesItsLanguage() {
        assertThat(Phrases.languageOf("ko_KR.UTF-8")).isEqualTo(Language.KO);
        assertThat(Phrases.languageOf("ko")).isEqualTo(Language.KO);
        assertThat(Phrases.languageOf("C.UTF-8")).isEqualTo(Language.EN);
        assertThat(Phrases.languageOf("")).isEqualTo(Language.EN);
    }

    @Test
    void hangulIsTwoColumnsWide() {
        assertThat(Columns.of("안 됨")).isEqualTo(5);
        assertThat(Columns.pad("일부", 6)).isEqualTo("일부  ");
    }

    private static List<String> places(String phrase) {
        return PLACE.matcher(phrase).results().map(MatchResult::group).toList();
    }

    private static Properties load(String language) throws IOException {
        Properties phrases = new Properties();
        try (var file = Phrases.class.getResourceAsStream(language + ".properties")) {
            phrases.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        }
        return phrases;
    }
}
