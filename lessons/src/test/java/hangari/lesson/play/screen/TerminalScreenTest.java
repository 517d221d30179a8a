package hangari.lesson.play.screen;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.lesson.model.Language;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
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
        return screen(typed, folder.resolve("history"));
    }

    private TerminalScreen screen(String typed, Path history) throws Exception {
        Terminal terminal = new DumbTerminal(
                "test",
                "ansi",
                new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                shown,
                StandardCharsets.UTF_8);
        terminal.setSize(new Size(80, 24));
        return new TerminalScreen(terminal, history, Optional::empty, Command.ALL, Phrases.in(Language.EN));
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
    void takesAnArrowKeyAsOneKeyAndTypesNoneOfIt() throws Exception {
        try (Screen screen = screen("\033[A1\r")) {
            screen.show(THIRTY_LINES);
            assertThat(screen.ask(PROMPT, Screen.Wanted.CODE)).isEqualTo(new Screen.Input.Line("1"));
        }
        assertThat(shown()).doesNotContain("line 24.");
        shown.reset();
        try (Screen screen = screen("\033[B항\r")) {
            screen.show(THIRTY_LINES);
            assertThat(screen.ask(PROMPT, Screen.Wanted.CODE)).isEqualTo(new Screen.Input.Line("항"));
        }
        assertThat(shown()).contains("line 30.");
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
    void keepsSilentAboutAHistoryThatCannotBeWritten() throws Exception {
        Path nowhere = Path.of("/proc/no such directory/history");
        List<String> logged = new ArrayList<>();
        Logger root = Logger.getLogger("");
        Handler listening = listening(logged);
        root.addHandler(listening);
        try (Screen screen = screen("1 + 1\r", nowhere)) {
            assertThat(screen.ask(PROMPT, Screen.Wanted.CODE)).isEqualTo(new Screen.Input.Line("1 + 1"));
        } finally {
            root.removeHandler(listening);
        }
        assertThat(logged).isEmpty();
    }

    @Test
    void doesWithoutAHistoryThatCannotBeRead() throws Exception {
        Path directory = Files.createDirectory(folder.resolve("directory"));
        try (Screen screen = screen("1 + 1\r", directory)) {
            assertThat(screen.ask(PROMPT, Screen.Wanted.CODE)).isEqualTo(new Screen.Input.Line("1 + 1"));
        }
        assertThat(directory).isEmptyDirectory();
    }

    private static Handler listening(List<String> logged) {
        return new Handler() {
            @Override
            public void publish(LogRecord record) {
                logged.add(record.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    @Test
    void recallsWhatWasTypedLastUnlessTheCodeWasShownAgain() throws Exception {
        try (Screen screen = screen("/solution\r\033[A\r\033[A\r")) {
            screen.offer("1 + 1");
            screen.ask(PROMPT, Screen.Wanted.CODE);
            screen.offer("1 + 1");
            assertThat(screen.ask(PROMPT, Screen.Wanted.CODE)).isEqualTo(new Screen.Input.Line("/solution"));
            screen.offerAnew();
            screen.offer("1 + 1");
            assertThat(screen.ask(PROMPT, Screen.Wanted.CODE)).isEqualTo(new Screen.Input.Line("1 + 1"));
        }
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
