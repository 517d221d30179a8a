package hangari.lab.screen;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.lesson.model.Language;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PhrasesTest {
    private static final Pattern PLACE = Pattern.compile("%[sd]");

    @Test
    void bothLanguagesSayTheSameThingsWithTheSameValues() throws Exception {
        assertThat(places("ko")).isEqualTo(places("en"));
    }

    @Test
    void everyCommandHasItsWords() {
        for (Language language : Language.values()) {
            LabCommand.ALL.commands().forEach(command -> assertThat(
                            LabSession.phrases(language).say(LabCommand.ALL.phrase(command)))
                    .isNotBlank());
        }
    }

    private static TreeMap<String, List<String>> places(String language) throws Exception {
        Properties phrases = new Properties();
        try (var in = LabSession.class.getResourceAsStream(language + ".properties")) {
            phrases.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        TreeMap<String, List<String>> places = new TreeMap<>();
        phrases.forEach((key, phrase) -> places.put(
                key.toString(),
                PLACE.matcher(phrase.toString())
                        .results()
                        .map(MatchResult::group)
                        .toList()));
        return places;
    }
}
