package hangari.slides;

import hangari.lesson.check.Evidence;
import hangari.lesson.check.Host;
import hangari.lesson.check.Verdict;
import hangari.lesson.model.LessonText.Choice;
import hangari.lesson.model.LessonText.StepText;
import hangari.lesson.play.Attempt;
import hangari.lesson.play.LessonPlayer;
import hangari.lesson.shell.Outcome;
import hangari.lesson.shell.SnippetResult;
import hangari.slides.StepView.Box;
import hangari.slides.StepView.Namespace;
import hangari.slides.StepView.Question;
import hangari.slides.StepView.Tried;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Turns where a player stands into what a page shows. */
record Showing(LessonPlayer player, Host host, Map<String, Integer> hands) {

    /** The view of a slide. */
    StepView of(Slide slide, String noticeHtml) {
        StepText text = player.stepText();
        return new StepView(
                "step",
                slide.id(),
                player.language().code(),
                text.title(),
                MarkdownHtml.of(text.body()),
                question(text),
                player.shownCode(),
                player.missing(),
                player.lastAttempt().map(attempt -> tried(attempt, text)),
                noticeHtml);
    }

    private Optional<Question> question(StepText text) {
        return player.step().prediction().map(prediction -> {
            boolean open = !player.passed();
            List<StepView.Choice> choices = prediction.choices().stream()
                    .map(id -> choice(id, Optional.ofNullable(text.choice(id)), open))
                    .toList();
            Optional<String> answer = open ? Optional.empty() : Optional.of(prediction.answer());
            return new Question(MarkdownHtml.of(text.predict()), choices, answer);
        });
    }

    private StepView.Choice choice(String id, Optional<Choice> words, boolean open) {
        return new StepView.Choice(
                id,
                MarkdownHtml.of(words.map(Choice::text).orElse(id)),
                hands.getOrDefault(id, 0),
                open ? "" : MarkdownHtml.of(words.map(Choice::reply).orElse("")));
    }

    private Tried tried(Attempt attempt, StepText text) {
        Outcome outcome = attempt.outcome();
        return new Tried(
                attempt.verdict().map(Verdict::passed),
                reason(attempt),
                attempt.hint().map(hint -> MarkdownHtml.of(hint.text())).orElse(""),
                attempt.passed() ? MarkdownHtml.of(text.evidence()) : "",
                outcome.results().stream().flatMap(Showing::value).toList(),
                outcome.results().stream().flatMap(Showing::faults).toList(),
                outcome.end().map(Enum::name),
                attempt.evidence().stream().map(this::box).toList());
    }

    private String reason(Attempt attempt) {
        return attempt.verdict()
                .filter(Verdict.Failed.class::isInstance)
                .map(verdict -> ((Verdict.Failed) verdict).mismatch().message().in(player.language()))
                .orElse("");
    }

    private static Stream<String> value(SnippetResult result) {
        return result.clean() && !result.value().isEmpty()
                ? Stream.of(result.name().isEmpty() ? result.value() : result.name() + " ==> " + result.value())
                : Stream.empty();
    }

    private static Stream<String> faults(SnippetResult result) {
        return Stream.concat(
                result.diagnostics().stream()
                        .map(error -> error.line() + ":" + error.column() + ": " + error.message()),
                result.thrown().stream().map(thrown -> thrown.type() + ": " + thrown.message()));
    }

    private Box box(Evidence evidence) {
        Map<String, Namespace> namespaces = new LinkedHashMap<>();
        host.namespaces().forEach((name, outside) -> {
            Long inode = evidence.namespaces().get(name);
            if (inode != null) {
                namespaces.put(name, new Namespace(inode, outside, !inode.equals(outside)));
            }
        });
        return new Box(
                evidence.box(),
                String.join(" ", evidence.argv()),
                evidence.state().name(),
                evidence.exit(),
                evidence.signal(),
                evidence.failure(),
                evidence.stdout(),
                evidence.stderr(),
                evidence.root().map(Evidence.RootDir::path),
                namespaces,
                evidence.syscalls().stream().filter(call -> !call.plumbing()).toList());
    }
}
