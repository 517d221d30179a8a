package hangari.lesson.play.screen;

import hangari.lesson.check.Evidence;
import hangari.lesson.check.Host;
import hangari.lesson.check.Proc;
import hangari.lesson.shell.Outcome;
import hangari.lesson.shell.SnippetResult;
import hangari.lesson.shell.SnippetResult.Frame;
import hangari.lesson.shell.SnippetResult.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/** What came of an input, before anybody judges it: values and errors, and the evidence. */
public final class OutcomeView {
    private static final int LINES_OF_VALUE = 8;
    private static final int LINES_BESIDE_A_BOX = 4;
    private static final int LINES_ASKED_FOR = 500;
    private static final Set<String> BOXES = Set.of("Run", "Running");

    private final Look look;
    private final Phrases phrases;

    public OutcomeView(Look look, Phrases phrases) {
        this.look = look;
        this.phrases = phrases;
    }

    /**
     * The whole of it, in the order in which it is read.
     *
     * @param remedy whether to say how a refused call is mended: not where it was meant to be refused
     */
    public List<AttributedString> lines(Outcome outcome, List<Evidence> boxes, boolean remedy) {
        List<AttributedString> lines = new ArrayList<>();
        boolean shown = !boxes.isEmpty();
        outcome.results().stream()
                .filter(result -> !(shown && isBox(result)))
                .forEach(result -> lines.addAll(result(result, shown ? LINES_BESIDE_A_BOX : LINES_OF_VALUE)));
        outcome.end()
                .ifPresent(end -> lines.addAll(look.wrap(phrases.say(
                        switch (end) {
                            case INTERRUPTED -> "error.interrupted";
                            case KILLED -> "error.killed";
                            case VM_LOST -> "error.lost";
                        }))));
        lines.addAll(evidence(outcome, boxes, remedy));
        return lines;
    }

    /** The evidence alone. */
    List<AttributedString> evidence(Outcome outcome, List<Evidence> boxes, boolean remedy) {
        String name = outcome.results().stream()
                .filter(OutcomeView::isBox)
                .reduce((first, second) -> second)
                .map(SnippetResult::name)
                .orElse("");
        return new EvidenceView(look, phrases, Host.read(Proc.SYSTEM)).compact(boxes, name, remedy);
    }

    /** The value of a box says the same as its evidence, which is shown as well. */
    private static boolean isBox(SnippetResult result) {
        return result.clean() && BOXES.contains(result.type());
    }

    private List<AttributedString> result(SnippetResult result, int linesOfValue) {
        List<AttributedString> lines = new ArrayList<>();
        result.diagnostics()
                .forEach(error ->
                        lines.addAll(bad(phrases.say("error.compile", error.line(), error.column(), error.message()))));
        result.thrown().ifPresent(thrown -> {
            lines.addAll(bad(phrases.say(
                    "error.thrown", thrown.type() + (thrown.message().isEmpty() ? "" : ": " + thrown.message()))));
            thrown.frames().forEach(frame -> lines.add(look.faint("    " + frame(frame))));
        });
        if (result.clean()) {
            lines.addAll(value(result, linesOfValue));
        }
        return lines;
    }

    private String frame(Frame frame) {
        return frame.method().isEmpty()
                ? phrases.say("error.at", frame.line())
                : phrases.say("error.at.method", frame.method(), frame.line());
    }

    private List<AttributedString> bad(String text) {
        return look.wrap(look.bad(text).toString()).stream()
                .map(line -> look.of(line.toString(), look.bad("").styleAt(0)))
                .toList();
    }

    private List<AttributedString> value(SnippetResult result, int linesOfValue) {
        if (result.kind() == Kind.METHOD || result.kind() == Kind.TYPE) {
            return declared(result);
        }
        if (result.value().isEmpty() || result.name().isEmpty()) {
            return List.of();
        }
        List<AttributedString> lines = new ArrayList<>();
        List<String> value = result.value().lines().toList();
        String arrow = result.name() + " ==> ";
        if (value.size() == 1) {
            return onOneLine(arrow, value.get(0));
        }
        lines.add(look.accent(arrow.stripTrailing()));
        int most = asked(result) ? LINES_ASKED_FOR : linesOfValue;
        value.stream()
                .limit(most)
                .forEach(line -> lines.add(new AttributedString("  " + look.cut(line, look.width() - 2))));
        if (value.size() > most) {
            lines.add(look.faint("  " + phrases.say("value.more", value.size() - most, result.name())));
        }
        return lines;
    }

    /** Whether the input is nothing but the variable's name: whoever types it wants to see all of it. */
    private static boolean asked(SnippetResult result) {
        return result.source().replace(";", "").strip().equals(result.name());
    }

    private List<AttributedString> onOneLine(String arrow, String value) {
        List<AttributedString> wrapped = look.wrap(arrow + value);
        if (wrapped.size() > 1) {
            return wrapped;
        }
        return List.of(new AttributedStringBuilder()
                .append(look.accent(arrow))
                .append(value)
                .toAttributedString());
    }

    private List<AttributedString> declared(SnippetResult result) {
        List<AttributedString> lines = new ArrayList<>();
        lines.add(look.faint(phrases.say("value.declared", result.name())));
        if (!result.unresolved().isEmpty()) {
            lines.addAll(look.wrap(phrases.say("value.unresolved", String.join(", ", result.unresolved()))));
        }
        return lines;
    }
}
