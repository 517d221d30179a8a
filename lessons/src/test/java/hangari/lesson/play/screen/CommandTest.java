package hangari.lesson.play.screen;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.lesson.play.screen.Command.Parsed;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandTest {
    @Test
    void isReadWithItsArgument() {
        assertThat(Command.parse(" /jump  second-door ")).isEqualTo(new Parsed.Known(Command.JUMP, "second-door"));
    }

    @Test
    void mayBeShortenedAsLongAsItIsTheOnlyOne() {
        assertThat(Command.parse("/n")).isEqualTo(new Parsed.Known(Command.NEXT, ""));
        assertThat(Command.parse("/sy")).isEqualTo(new Parsed.Known(Command.SYSCALLS, ""));
        assertThat(Command.parse("/s"))
                .isEqualTo(new Parsed.Ambiguous(
                        "/s", List.of(Command.SOLUTION, Command.SYSCALLS, Command.STEPS, Command.SH)));
    }

    @Test
    void isItselfEvenIfAnotherBeginsLikeIt() {
        assertThat(Command.parse("/sh")).isEqualTo(new Parsed.Known(Command.SH, ""));
    }

    @Test
    void hasTheOtherNamesThatPeopleTry() {
        assertThat(Command.parse("/?")).isEqualTo(new Parsed.Known(Command.HELP, ""));
        assertThat(Command.parse("/exit")).isEqualTo(new Parsed.Known(Command.QUIT, ""));
    }

    @Test
    void isMistypedWithASuggestion() {
        assertThat(Command.parse("/evidense"))
                .isEqualTo(new Parsed.Unknown("/evidense", Optional.of(Command.EVIDENCE)));
        assertThat(Command.parse("/")).isInstanceOf(Parsed.Ambiguous.class);
        assertThat(Command.parse("/etc/passwd")).isEqualTo(new Parsed.Unknown("/etc/passwd", Optional.empty()));
    }
}
