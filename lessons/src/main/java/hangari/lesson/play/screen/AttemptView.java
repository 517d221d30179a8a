package hangari.lesson.play.screen;

import hangari.lesson.check.Host;
import hangari.lesson.check.Proc;
import hangari.lesson.check.Verdict;
import hangari.lesson.play.Attempt;
import hangari.lesson.play.LessonPlayer;
import hangari.lesson.shell.SnippetResult;
import hangari.lesson.shell.SnippetResult.Frame;
import hangari.lesson.shell.SnippetResult.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/** What came of an input: values and errors, the evidence, the verdict, the prediction, a hint. */
final class AttemptView {
    private static final int LINES_OF_VALUE = 8;
    private static final int LINES_BESIDE_A_BOX = 4;
    private static final int LINES_ASKED_FOR = 500;
    private static final Set<String> BOXES = Set.of("Run", "Running");

    private final Look look;
    private final Phrases phrases;
    private final LessonPlayer player;

    AttemptView(Look look, Phrases phrases, LessonPlayer player) {
        this.look = look;
        this.phrases = phrases;
        this.player = player;
    }

    /** The whole of it, in the order in which it is read. */
    List<AttributedString> lines(Attempt attempt) {
        List<AttributedString> lines = new ArrayList<>();
        boolean shown = !attempt.evidence().isEmpty();
        attempt.outcome().results().stream()
                .filter(result -> !(shown && isBox(result)))
                .forEach(result -> lines.addAll(result(result, shown ? LINES_BESIDE_A_BOX : LINES_OF_VALUE)));
        attempt.outcome()
                .end()
                .ifPresent(end -> lines.addAll(look.wrap(phrases.say(
                        switch (end) {
                            case INTERRUPTED -> "error.interrupted";
                            case KILLED -> "error.killed";
                            case VM_LOST -> "error.lost";
                        }))));
        lines.addAll(evidence(attempt));
        if (attempt.firstPass() || !player.passed()) {
            lines.addAll(judgement(attempt)); // what is tried freely afterwards is nobody's mistake
        }
        return lines;
    }

    /** Without the values: what looking again showed. */
    List<AttributedString> again(Attempt attempt) {
        List<AttributedString> lines = new ArrayList<>(evidence(attempt));
        lines.addAll(judgement(attempt));
        return lines;
    }

    private List<AttributedString> evidence(Attempt attempt) {
        String name = attempt.outcome().results().stream()
                .filter(AttemptView::isBox)
                .reduce((first, second) -> second)
                .map(SnippetResult::name)
                .orElse("");
        return new EvidenceView(look, phrases, Host.read(Proc.SYSTEM))
                .compact(attempt.evidence(), name, !attempt.passed());
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

    private List<AttributedString> judgement(Attempt attempt) {
        List<AttributedString> lines = new ArrayList<>();
        attempt.verdict().ifPresent(verdict -> lines.addAll(verdict(verdict)));
        attempt.hint().ifPresent(hint -> lines.addAll(look.prose(phrases.say("verdict.hint", hint.text()))));
        attempt.prediction().ifPresent(foresight -> lines.addAll(foresight(foresight)));
        if (attempt.firstPass() && !player.stepText().evidence().isBlank()) {
            lines.add(AttributedString.EMPTY);
            lines.addAll(look.prose(player.stepText().evidence()));
        }
        return lines;
    }

    private List<AttributedString> verdict(Verdict verdict) {
        if (verdict instanceof Verdict.Failed failed) {
            List<AttributedString> lines = new ArrayList<>();
            lines.add(look.bad(phrases.say("verdict.failed")));
            lines.addAll(look.prose(failed.mismatch().message().in(player.language())));
            return lines;
        }
        return List.of(look.good(phrases.say("verdict.passed")));
    }

    private List<AttributedString> foresight(Attempt.Foresight foresight) {
        List<AttributedString> lines = new ArrayList<>();
        lines.add(look.strong(phrases.say(foresight.right() ? "predict.right" : "predict.wrong")));
        lines.addAll(look.prose(foresight.reply()));
        return lines;
    }
}
