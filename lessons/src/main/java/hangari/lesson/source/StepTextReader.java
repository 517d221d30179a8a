package hangari.lesson.source;

import hangari.lesson.model.Excerpt;
import hangari.lesson.model.LessonText.StepText;
import hangari.lesson.model.Step;
import hangari.lesson.model.Step.ObservedHint;
import hangari.lesson.source.ChoicesReader.Question;
import hangari.lesson.source.Outline.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the sections of one step, and holds them against what {@code lesson.yaml} says of the step. */
final class StepTextReader {
    private static final String PREDICT = "predict";
    private static final String EVIDENCE = "evidence";
    private static final String HINT = "hint";
    private static final String SOLUTION = "solution";
    private static final List<String> ORDER = List.of(PREDICT, EVIDENCE, HINT, HINT + " ID", SOLUTION);

    private final Genre genre;
    private final Step step;
    private final Part head;
    private final Problems problems;
    private final List<String> hints = new ArrayList<>();
    private final Map<String, String> observed = new LinkedHashMap<>();
    private final Map<String, String> single = new LinkedHashMap<>();
    private Question question = new Question("", Map.of());
    private int reached;

    StepTextReader(Genre genre, Step step, Part head, Problems problems) {
        this.genre = genre;
        this.step = step;
        this.head = head;
        this.problems = problems;
    }

    StepText read(String title, List<Part> sections) {
        if (title.isBlank()) {
            problems.add(head.line(), "the " + genre.part() + " has no title", "write ## " + step.id() + ": Title");
        }
        if (head.body().isBlank()) {
            problems.add(head.line(), "the " + genre.part() + " has no text", "say what is about to happen and why");
        }
        sections.forEach(this::section);
        missing();
        return new StepText(
                title,
                head.body(),
                question.text(),
                question.choices(),
                single.getOrDefault(EVIDENCE, ""),
                hints,
                observed,
                single.getOrDefault(SOLUTION, ""));
    }

    private void section(Part part) {
        String name = part.heading();
        if (part.body().isBlank()) {
            problems.add(part.line(), "section " + Excerpt.of(name) + " is empty", "write it or remove it");
        }
        if (name.equals(HINT)) {
            hints.add(part.body());
            place(part, 2);
        } else if (name.startsWith(HINT + " ")) {
            observedHint(part, name.substring(HINT.length() + 1).strip());
            place(part, 3);
        } else if (ORDER.contains(name)) {
            once(part, name);
            place(part, ORDER.indexOf(name));
        } else {
            problems.add(
                    part.line(),
                    "unknown section " + Excerpt.of(name),
                    Nearest.remedy(name, List.of(PREDICT, EVIDENCE, HINT, SOLUTION)));
        }
    }

    private void once(Part part, String name) {
        if (single.put(name, part.body()) != null) {
            problems.add(part.line(), "section " + name + " stands twice in the " + genre.part(), "keep one");
        }
        if (!name.equals(PREDICT)) {
            return;
        }
        step.prediction()
                .ifPresentOrElse(
                        prediction -> question = ChoicesReader.read(part, prediction, problems),
                        () -> problems.add(
                                part.line(),
                                genre.part() + " " + step.id() + " has no prediction in " + genre.file(),
                                "add it there, or remove the section"));
    }

    private void observedHint(Part part, String id) {
        List<String> ids = step.observed().stream().map(ObservedHint::id).toList();
        if (!ids.contains(id)) {
            problems.add(part.line(), "unknown observed hint " + Excerpt.of(id), Nearest.remedy(id, ids));
        } else if (observed.put(id, part.body()) != null) {
            problems.add(part.line(), "observed hint " + id + " stands twice", "keep one");
        }
    }

    private void place(Part part, int rank) {
        if (rank < reached) {
            problems.add(
                    part.line(),
                    "section " + Excerpt.of(part.heading()) + " stands too late",
                    "keep the order " + String.join(", ", ORDER));
        }
        reached = Math.max(reached, rank);
    }

    private void missing() {
        if (step.prediction().isPresent() && !single.containsKey(PREDICT)) {
            missing("section predict");
        }
        if (!single.containsKey(EVIDENCE)) {
            missing("section evidence");
        }
        if (hints.size() != step.hints()) {
            problems.add(
                    head.line(),
                    genre.part() + " " + step.id() + " has " + hints.size() + " written hints, but " + genre.file()
                            + " says " + step.hints(),
                    "make them agree");
        }
        step.observed().stream()
                .filter(hint -> !observed.containsKey(hint.id()))
                .forEach(hint -> missing("section hint " + hint.id()));
        if (step.isTask() && !single.containsKey(SOLUTION)) {
            missing("section solution");
        }
    }

    private void missing(String what) {
        problems.add(head.line(), genre.part() + " " + step.id() + " has no " + what, "add it");
    }
}
