package hangari.lesson.play.screen;

import hangari.lesson.shell.CodeAssist;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * Where a screen is opened: on this terminal, or between two streams.
 *
 * @param plain no cursor motion, no style: asked for, or because there is no terminal
 * @param history the file that keeps what was typed
 * @param in where lines come from in plain mode
 * @param out where everything goes in plain mode
 * @param echo whether lines from {@code in} are shown, as those of a pipe must be
 */
public record ScreenPlace(boolean plain, Path history, InputStream in, PrintStream out, boolean echo) {
    /**
     * Opens the screen.
     *
     * @param assist the session's, once it is there
     * @param vocabulary the commands that Tab completes
     * @throws LearnException if there is no terminal that can be used
     */
    public Screen open(Supplier<Optional<CodeAssist>> assist, Vocabulary<?> vocabulary, Phrases phrases) {
        if (plain) {
            return new PlainScreen(in, out, echo, code -> assist.get()
                    .map(a -> a.isComplete(code))
                    .orElse(true));
        }
        try {
            Terminal terminal = TerminalBuilder.builder().system(true).build();
            return new TerminalScreen(terminal, history, assist, vocabulary, phrases);
        } catch (IOException e) {
            throw new LearnException(phrases.say("terminal.failed", String.valueOf(e.getMessage())));
        }
    }
}
