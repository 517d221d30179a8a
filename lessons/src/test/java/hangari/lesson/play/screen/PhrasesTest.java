package hangari.lesson.play.screen;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.lesson.play.Reply;
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
    void everyCommandAndRefusalHasItsWords() throws Exception {
        assertThat(places("en"))
                .containsKeys(
                        Command.ALL.commands().stream().map(Command.ALL::phrase).toArray(String[]::new));
        assertThat(places("en"))
                .containsKeys(List.of(Reply.Reason.values()).stream()
                        .map(reason -> "refused." + reason)
                        .toArray(String[]::new));
    }

    private static TreeMap<String, List<String>> places(String language) throws Exception {
        Properties phrases = new Properties();
        try (var in = Phrases.class.getResourceAsStream(language + ".properties")) {
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
