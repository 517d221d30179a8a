package hangari.lab;

import hangari.lab.Grade.Mark;
import hangari.lesson.check.Verdict;
import hangari.lesson.model.Language;
import hangari.lesson.shell.Outcome;
import hangari.lesson.shell.SnippetResult;
import java.util.Optional;

/** What there is to say about a grade, in plain sentences. */
public final class Words {
    private Words() {}

    /** Why a goal is not reached; empty if it is. */
    public static String why(Mark mark, Language language) {
        return mark.verdict() instanceof Verdict.Failed failed
                ? failed.mismatch().message().in(language)
                : "";
    }

    /** Why code did not run to its end, if it did not: {@code 3:7: cannot find symbol}. */
    public static Optional<String> stop(Outcome outcome) {
        for (SnippetResult result : outcome.results()) {
            if (!result.diagnostics().isEmpty()) {
                var error = result.diagnostics().get(0);
                String message = error.message().replaceAll("\\s*\\R\\s*", " ");
                return Optional.of(error.line() + ":" + error.column() + ": " + message);
            }
            if (result.thrown().isPresent()) {
                var thrown = result.thrown().get();
                String line = thrown.frames().stream()
                        .reduce((inner, outer) -> outer)
                        .map(frame -> frame.line() + ": ")
                        .orElse("");
                return Optional.of(line + thrown.type() + ": " + thrown.message());
            }
        }
        return outcome.end().map(end -> "the session: " + end);
    }
}
