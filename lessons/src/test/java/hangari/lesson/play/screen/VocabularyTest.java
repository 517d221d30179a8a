package hangari.lesson.play.screen;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.lesson.play.screen.Vocabulary.Parsed;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VocabularyTest {
    @Test
    void isReadWithItsArgument() {
        assertThat(Command.ALL.parse(" /jump  second-door "))
                .isEqualTo(new Parsed.Known<>(Command.JUMP, "second-door"));
    }

    @Test
    void mayBeShortenedAsLongAsItIsTheOnlyOne() {
        assertThat(Command.ALL.parse("/n")).isEqualTo(new Parsed.Known<>(Command.NEXT, ""));
        assertThat(Command.ALL.parse("/sy")).isEqualTo(new Parsed.Known<>(Command.SYSCALLS, ""));
        assertThat(Command.ALL.parse("/s"))
                .isEqualTo(new Parsed.Ambiguous<>(
                        "/s", List.of(Command.SOLUTION, Command.SYSCALLS, Command.STEPS, Command.SH)));
    }

    @Test
    void isItselfEvenIfAnotherBeginsLikeIt() {
        assertThat(Command.ALL.parse("/sh")).isEqualTo(new Parsed.Known<>(Command.SH, ""));
    }

    @Test
    void hasTheOtherNamesThatPeopleTry() {
        assertThat(Command.ALL.parse("/?")).isEqualTo(new Parsed.Known<>(Command.HELP, ""));
        assertThat(Command.ALL.parse("/exit")).isEqualTo(new Parsed.Known<>(Command.QUIT, ""));
    }

    @Test
    void isMistypedWithASuggestion() {
        assertThat(Command.ALL.parse("/evidense"))
                .isEqualTo(new Parsed.Unknown<>("/evidense", Optional.of(Command.EVIDENCE)));
        assertThat(Command.ALL.parse("/")).isInstanceOf(Parsed.Ambiguous.class);
        assertThat(Command.ALL.parse("/etc/passwd")).isEqualTo(new Parsed.Unknown<>("/etc/passwd", Optional.empty()));
    }
}
