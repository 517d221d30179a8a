package hangari.lesson.play.screen;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.lesson.model.Language;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class TerminalScreenTest {
    private static final List<AttributedString> THIRTY_LINES = IntStream.rangeClosed(1, 30)
            .mapToObj(number -> new AttributedString("line " + number + "."))
            .toList();

    private static final AttributedString PROMPT = new AttributedString("> ");

    @TempDir
    Path folder;

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    private TerminalScreen screen(String typed) throws Exception {
        Terminal terminal = new DumbTerminal(
                "test",
                "ansi",
                new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                shown,
                StandardCharsets.UTF_8);
        terminal.setSize(new Size(80, 24));
        return new TerminalScreen(
                terminal, folder.resolve("history"), Optional::empty, Command.ALL, Phrases.in(Language.EN));
    }

    private String shown() {
        return shown.toString(StandardCharsets.UTF_8);
    }

    @Test
    void showsTheLinesOfABoxAsTheyAre() throws Exception {
        try (Screen screen = screen("\r")) {
            screen.show(screen.look().strong("├── 항아리 ─"));
            screen.ask(PROMPT, Screen.Wanted.CHOICE);
        }
        assertThat(shown()).contains("├── 항아리 ─");
    }

    @Test
    void showsAScreenfulAtATime() throws Exception {
        try (Screen screen = screen(" \r")) {
            screen.show(THIRTY_LINES);
            screen.ask(PROMPT, Screen.Wanted.CHOICE);
        }
        assertThat(shown()).containsSubsequence("line 23.", "-- more: Enter", "line 24.", "line 30.");
    }

    @Test
    void stopsWhenTheLearnerHasSeenEnough() throws Exception {
        try (Screen screen = screen("q\r")) {
            screen.show(THIRTY_LINES);
            screen.ask(PROMPT, Screen.Wanted.CHOICE);
        }
        assertThat(shown()).contains("line 23.").doesNotContain("line 24.");
    }

    @Test
    void asksForALineAndKeepsWhatWasTypedAhead() throws Exception {
        try (Screen screen = screen("1 + 1\r")) {
            screen.show(THIRTY_LINES);
            assertThat(screen.ask(PROMPT, Screen.Wanted.CODE)).isEqualTo(new Screen.Input.Line("1 + 1"));
        }
        assertThat(shown()).contains("line 30.");
        assertThat(folder.resolve("history")).content().contains("1 + 1");
    }

    @Test
    void recallsTheShownCodeWithTheUpArrow() throws Exception {
        try (Screen screen = screen("\u001b[A * 2\r")) {
            screen.offer("1 + 1");
            assertThat(screen.ask(PROMPT, Screen.Wanted.CODE)).isEqualTo(new Screen.Input.Line("1 + 1 * 2"));
        }
    }

    @Test
    void beginsANewLineAfterOutputThatEndsInTheMiddleOfOne() throws Exception {
        try (Screen screen = screen("\r")) {
            screen.output().print("한");
            screen.output().flush();
            screen.say("next");
            screen.ask(PROMPT, Screen.Wanted.CHOICE);
        }
        assertThat(shown()).containsPattern("한[\\r\\n]+next");
    }
}
