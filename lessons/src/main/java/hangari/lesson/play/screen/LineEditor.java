package hangari.lesson.play.screen;

import hangari.lesson.shell.CodeAssist;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jline.keymap.KeyMap;
import org.jline.reader.Buffer;
import org.jline.reader.Candidate;
import org.jline.reader.LineReader;
import org.jline.reader.LineReader.Option;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.Reference;
import org.jline.reader.impl.history.DefaultHistory;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;

/** The line on which a learner writes Java and commands: completion, explanation on a second Tab, colours, history. */
final class LineEditor {
    // A history that cannot be written, JLine logs with its stack trace, in the midst of the lesson.
    private static final Logger JLINE = Logger.getLogger("org.jline");

    static {
        JLINE.setLevel(Level.OFF);
    }

    private static final String TAB_WIDGET = "complete-or-explain";
    private static final Set<String> OF_EVERY_OBJECT =
            Set.of("equals(", "getClass()", "hashCode()", "notify()", "notifyAll()", "toString()", "wait(");
    private static final int MOST_SIGNATURES = 8;
    private static final int MOST_TEXT_LINES = 14;

    private final Supplier<Optional<CodeAssist>> assist;
    private final Vocabulary<?> vocabulary;
    private final Supplier<Look> look;
    private final Supplier<Phrases> phrases;
    private String tabbed = "";

    private LineEditor(
            Supplier<Optional<CodeAssist>> assist,
            Vocabulary<?> vocabulary,
            Supplier<Look> look,
            Supplier<Phrases> phrases) {
        this.assist = assist;
        this.vocabulary = vocabulary;
        this.look = look;
        this.phrases = phrases;
    }

    static LineReader forCode(
            Terminal terminal,
            Path history,
            Supplier<Optional<CodeAssist>> assist,
            Vocabulary<?> vocabulary,
            Supplier<Look> look,
            Supplier<Phrases> phrases) {
        LineEditor editor = new LineEditor(assist, vocabulary, look, phrases);
        LineReader reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("hangari")
                .history(new DefaultHistory())
                .parser(new LineParser(
                        code -> assist.get().map(a -> a.isComplete(code)).orElse(true)))
                .completer((unused, line, candidates) -> editor.complete(line, candidates))
                .highlighter((unused, buffer) -> editor.highlight(buffer))
                .variable(LineReader.HISTORY_FILE, isUsable(history) ? history : null)
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, "   ...> ")
                .variable(LineReader.LIST_MAX, 100)
                .option(Option.DISABLE_EVENT_EXPANSION, true)
                .option(Option.HISTORY_IGNORE_SPACE, false)
                .option(Option.AUTO_MENU, false)
                .option(Option.AUTO_LIST, true)
                .option(Option.INSERT_TAB, false)
                .option(Option.LIST_PACKED, true)
                .build();
        reader.getWidgets().put(TAB_WIDGET, () -> editor.tab(reader));
        reader.getKeyMaps().values().forEach(keys -> keys.bind(new Reference(TAB_WIDGET), KeyMap.ctrl('I')));
        return reader;
    }

    /** A history that cannot be read is no reason to refuse a lesson. */
    private static boolean isUsable(Path history) {
        return Files.notExists(history) || (Files.isRegularFile(history) && Files.isReadable(history));
    }

    private AttributedString highlight(String buffer) {
        return buffer.startsWith("/") ? look.get().accent(buffer) : look.get().highlighted(buffer);
    }

    private void complete(ParsedLine line, List<Candidate> candidates) {
        if (line.line().startsWith("/")) {
            commands(vocabulary, line.word().startsWith("/") ? line.word() : "/none", candidates);
            return;
        }
        assist.get().ifPresent(code -> {
            int wordStart = line.cursor() - line.word().length();
            CodeAssist.Completions found = code.completions(line.line(), line.cursor());
            if (found.anchor() >= wordStart && found.anchor() <= line.cursor()) {
                String before = line.line().substring(wordStart, found.anchor());
                fitting(found.candidates()).stream()
                        .filter(text -> !line.word().isEmpty() || !OF_EVERY_OBJECT.contains(text))
                        .forEach(text -> candidates.add(candidate(before + text, null)));
            }
        });
    }

    private <C extends Enum<C>> void commands(Vocabulary<C> known, String word, List<Candidate> candidates) {
        known.startingWith(word)
                .forEach(command -> candidates.add(
                        candidate(known.word(command), phrases.get().say(known.phrase(command)))));
    }

    /** Those of the expected type alone, if there are any: the others would bury them. */
    private static List<String> fitting(List<CodeAssist.Candidate> candidates) {
        boolean some = candidates.stream().anyMatch(CodeAssist.Candidate::fits);
        return candidates.stream()
                .filter(candidate -> !some || candidate.fits())
                .map(CodeAssist.Candidate::text)
                .toList();
    }

    private static Candidate candidate(String value, @org.jspecify.annotations.Nullable String description) {
        return new Candidate(value, value, null, description, null, null, false);
    }

    /** Completes; where nothing more can be completed, or on a second Tab, explains what stands at the cursor. */
    private boolean tab(LineReader reader) {
        Buffer buffer = reader.getBuffer();
        String before = buffer.toString();
        boolean again = before.equals(tabbed);
        boolean inCall = buffer.prevChar() == '(' || buffer.prevChar() == ',';
        tabbed = before;
        if (before.startsWith("/") || !(again || inCall)) {
            reader.callWidget(LineReader.EXPAND_OR_COMPLETE);
            tabbed = buffer.toString().equals(before) ? before : "";
            return true;
        }
        List<AttributedString> lines = explanation(before, buffer.cursor(), again);
        if (lines.isEmpty()) {
            reader.callWidget(LineReader.EXPAND_OR_COMPLETE);
        }
        lines.forEach(reader::printAbove);
        return true;
    }

    private List<AttributedString> explanation(String code, int cursor, boolean withText) {
        List<CodeAssist.Documentation> found =
                assist.get().map(a -> a.documentation(code, cursor)).orElse(List.of());
        List<AttributedString> lines = new ArrayList<>();
        for (CodeAssist.Documentation documentation : found.subList(0, Math.min(MOST_SIGNATURES, found.size()))) {
            lines.addAll(look.get().wrap(documentation.signature()));
            if (withText && found.size() <= 3 && !documentation.text().isBlank()) {
                List<AttributedString> text = look.get().wrap(documentation.text());
                text.subList(0, Math.min(MOST_TEXT_LINES, text.size()))
                        .forEach(line -> lines.add(look.get().faint("  " + line)));
            }
        }
        if (found.size() > MOST_SIGNATURES) {
            lines.add(look.get().faint("… " + (found.size() - MOST_SIGNATURES)));
        }
        return lines;
    }
}
