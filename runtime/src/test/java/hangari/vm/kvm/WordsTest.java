package hangari.vm.kvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static final Pattern PLACE = Pattern.compile("%[0-9]\\$[sd]");

    @Test
    void everyWordIsThereInBothLanguagesWithTheSameValues() {
        assertThat(Words.texts("ko").stringPropertyNames())
                .isEqualTo(Words.texts("en").stringPropertyNames());
        for (String key : Words.texts("en").stringPropertyNames()) {
            assertThat(places("ko", key)).as(key).isEqualTo(places("en", key));
        }
    }

    private static List<String> places(String language, String key) {
        return PLACE.matcher(Words.texts(language).getProperty(key))
                .results()
                .map(MatchResult::group)
                .sorted()
                .toList();
    }

    @Test
    void everyEventCanBeSaid() {
        Event.Answer answer = new Event.Answer("Serial", "Serial.in(5)");
        for (String language : List.of("en", "ko")) {
            assertThat(List.of(
                            new Event.Wrote(0x3f8, List.of(10), true, answer),
                            new Event.Read(0x3fd, List.of(0x60), false, Event.Answer.NOBODY),
                            new Event.WroteNowhere(0xf0000, 2, 1),
                            new Event.ReadNowhere(0xf0000, 2),
                            new Event.Slept(),
                            new Event.Interrupted("Timer", 0, 8),
                            new Event.Halted(),
                            new Event.Stranded(),
                            new Event.Crashed(),
                            new Event.Refused(0x80000021L),
                            new Event.Confused(1),
                            new Event.Unknown(3),
                            new Event.Broke(answer, "smoke"),
                            new Event.Stopped(),
                            new Event.OutOfExits(5),
                            new Event.OutOfTime(20)))
                    .allSatisfy(event -> assertThat(Words.line(event, language)).isNotBlank());
        }
    }
}
