package hangari.lesson.check;

import hangari.lesson.check.Evidence.State;
import hangari.lesson.model.Check;
import hangari.lesson.model.Excerpt;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks of what was written, and of the value of the last expression. */
final class OutputRules {
    private static final Message STDOUT = new Message("표준 출력이", "Standard output");
    private static final Message STDERR = new Message("표준 오류가", "Standard error");
    private static final Message VALUE = new Message("마지막 식의 값이", "The value of the last expression");

    private OutputRules() {}

    static Optional<Mismatch> stdout(Check.Stdout check, Evidence box, Host host) {
        if (box.state() == State.REFUSED) {
            return Optional.of(CallRules.neverStarted(box, "output"));
        }
        String seen = box.stdout().strip();
        return is(check.is(), seen)
                .or(() -> contains(STDOUT, check.contains(), seen))
                .or(() -> lacks(check.lacks(), seen))
                .or(() -> matches(STDOUT, check.matches(), seen));
    }

    static Optional<Mismatch> stderr(Check.Stderr check, Evidence box, Host host) {
        if (box.state() == State.REFUSED) {
            return Optional.of(CallRules.neverStarted(box, "output"));
        }
        return contains(STDERR, check.contains(), box.stderr().strip());
    }

    static Optional<Mismatch> value(Check.Value check, Scene scene) {
        if (scene.value().isEmpty()) {
            Message message = new Message(
                    "마지막 식에 값이 없습니다. 값을 내는 식으로 끝나야 합니다.",
                    "The snippet ends without a value. It must end in an expression that has one.");
            return Optional.of(new Mismatch(check.matches(), "no value", message));
        }
        return matches(VALUE, Optional.of(check.matches()), scene.value().get().strip());
    }

    private static Optional<Mismatch> is(Optional<String> wanted, String seen) {
        return wanted.filter(text -> !text.strip().equals(seen))
                .map(text -> mismatch(
                        STDOUT,
                        seen,
                        Excerpt.of(text),
                        Excerpt.of(text.strip()) + "이어야 합니다.",
                        "It must be " + Excerpt.of(text.strip()) + "."));
    }

    private static Optional<Mismatch> contains(Message what, Optional<String> wanted, String seen) {
        return wanted.filter(text -> !seen.contains(text))
                .map(text -> mismatch(
                        what,
                        seen,
                        "contains " + Excerpt.of(text),
                        "다음이 들어 있어야 합니다: " + Excerpt.of(text) + ".",
                        "It must contain " + Excerpt.of(text) + "."));
    }

    private static Optional<Mismatch> lacks(Optional<String> unwanted, String seen) {
        return unwanted.filter(seen::contains)
                .map(text -> mismatch(
                        STDOUT,
                        seen,
                        "lacks " + Excerpt.of(text),
                        "다음이 들어 있으면 안 됩니다: " + Excerpt.of(text) + ".",
                        "It must not contain " + Excerpt.of(text) + "."));
    }

    private static Optional<Mismatch> matches(Message what, Optional<String> regex, String seen) {
        return regex.filter(text -> !matches(text, seen))
                .map(text -> mismatch(
                        what,
                        seen,
                        "matches " + text,
                        "다음 정규식에 맞아야 합니다: `" + text + "`",
                        "It must match the regular expression `" + text + "`"));
    }

    static boolean matches(String regex, String text) {
        return Pattern.compile(regex, Pattern.DOTALL).matcher(text).matches();
    }

    private static Mismatch mismatch(Message what, String seen, String expected, String ko, String en) {
        Message is = seen.isEmpty()
                ? new Message("비어 있습니다.", "is empty.")
                : new Message(Excerpt.of(seen) + "입니다.", "is " + Excerpt.of(seen) + ".");
        Message message = new Message(what.ko() + " " + is.ko() + " " + ko, what.en() + " " + is.en() + " " + en);
        return new Mismatch(expected, Excerpt.of(seen), message);
    }
}
