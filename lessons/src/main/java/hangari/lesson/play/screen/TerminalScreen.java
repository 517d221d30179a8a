package hangari.lesson.play.screen;

import hangari.lesson.shell.CodeAssist;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;
import org.jline.utils.AttributedString;
import org.jline.utils.InfoCmp.Capability;

/** A terminal that scrolls: line editing, completion and history, and nothing that moves about on the screen. */
final class TerminalScreen implements Screen {
    private static final SignalHandler NOTHING = signal -> {};

    private static final long SETTLE_MILLIS = 60;

    private final Terminal terminal;
    private final LineReader codeReader;
    private final LineReader choiceReader;
    private final TypedOutput output;
    private final PageKeys pageKeys;
    private Phrases phrases;
    private String offered = "";
    private String typedAhead = "";

    /**
     * A screen on this terminal.
     *
     * @param history the file that keeps what was typed
     * @param assist the session's, once it is there
     * @param vocabulary the commands that Tab completes
     */
    TerminalScreen(
            Terminal terminal,
            Path history,
            Supplier<Optional<CodeAssist>> assist,
            Vocabulary<?> vocabulary,
            Phrases phrases) {
        this.terminal = terminal;
        this.phrases = phrases;
        this.codeReader = LineEditor.forCode(terminal, history, assist, vocabulary, this::look, () -> this.phrases);
        this.choiceReader = LineReaderBuilder.builder()
                .terminal(terminal)
                .parser(LineParser.ANYTHING)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .variable(LineReader.DISABLE_HISTORY, true)
                .variable(LineReader.DISABLE_COMPLETION, true)
                .build();
        this.output = new TypedOutput(terminal, codeReader);
        this.pageKeys = new PageKeys(terminal);
        terminal.handle(Signal.INT, NOTHING);
    }

    @Override
    public void speak(Phrases language) {
        this.phrases = language;
    }

    @Override
    public PrintStream output() {
        return new PrintStream(output, true, StandardCharsets.UTF_8);
    }

    @Override
    public Look look() {
        int width = terminal.getSize().getColumns();
        return new Look(true, width > 0 ? width : 80);
    }

    @Override
    public void show(List<AttributedString> lines) {
        output.freshLine();
        int rows = Math.max(4, terminal.getSize().getRows() - 1);
        int used = 0;
        for (AttributedString line : lines) {
            int needed = Math.max(
                    1,
                    (line.columnLength() + terminal.getSize().getColumns() - 1)
                            / Math.max(1, terminal.getSize().getColumns()));
            if (terminal.getSize().getRows() > 0 && used + needed > rows && typedAhead.isEmpty()) {
                if (!more()) {
                    break;
                }
                used = 0;
            }
            used += needed;
            terminal.writer().println(Ansi.of(line, terminal));
        }
        terminal.flush();
    }

    /** Asks at the end of a screenful whether another is wanted. */
    private boolean more() {
        terminal.writer().print(Ansi.of(look().faint(phrases.say("more")), terminal));
        terminal.flush();
        Attributes before = terminal.enterRawMode();
        Attributes keysOnly = terminal.getAttributes();
        keysOnly.setLocalFlag(LocalFlag.ISIG, false); // here Ctrl-C is a key: it says that there is enough
        terminal.setAttributes(keysOnly);
        try {
            PageKeys.Wish wish = pageKeys.read();
            if (wish == PageKeys.Wish.TYPED) {
                typedAhead += pageKeys.typed();
            }
            return wish != PageKeys.Wish.ENOUGH;
        } finally {
            terminal.setAttributes(before);
            terminal.writer().print("\r");
            terminal.puts(Capability.clr_eol);
            terminal.flush();
        }
    }

    @Override
    public void offer(String code) {
        if (!code.isBlank() && !code.equals(offered)) {
            codeReader.getHistory().add(code.strip());
        }
        offered = code;
    }

    @Override
    public void offerAnew() {
        offered = "";
    }

    @Override
    public Input ask(AttributedString prompt, Wanted wanted) {
        output.freshLine();
        LineReader reader = wanted == Wanted.CODE ? codeReader : choiceReader;
        String begun = typedAhead;
        typedAhead = "";
        try {
            return new Input.Line(reader.readLine(Ansi.of(prompt, terminal), null, (Character) null, begun));
        } catch (UserInterruptException e) {
            settle();
            return new Input.Interrupt(!e.getPartialLine().isBlank());
        } catch (EndOfFileException e) {
            return new Input.End();
        }
    }

    /** Ctrl-C reaches this thread by the read that it breaks off and, a moment later, by the signal's handler. */
    private static void settle() {
        try {
            Thread.sleep(SETTLE_MILLIS);
        } catch (InterruptedException e) {
            // the same Ctrl-C again: it was meant for the last line, not for the next one
        }
    }

    @Override
    public void running(Runnable interrupt, Runnable work) {
        terminal.handle(Signal.INT, signal -> {
            output.echoed();
            interrupt.run();
        });
        try {
            work.run();
        } finally {
            terminal.handle(Signal.INT, NOTHING);
        }
    }

    @Override
    public Optional<String> lend(List<String> program) {
        try {
            terminal.flush();
            terminal.pause(true);
            new ProcessBuilder(program).inheritIO().start().waitFor();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(program.get(0) + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            terminal.resume();
        }
    }

    @Override
    public boolean isTerminal() {
        return true;
    }

    @Override
    public void close() {
        try {
            codeReader.getHistory().save();
        } catch (IOException e) {
            // a history that cannot be written is not worth a word at the end
        }
        try {
            terminal.close();
        } catch (IOException e) {
            // the process ends, and the terminal with it
        }
    }
}
