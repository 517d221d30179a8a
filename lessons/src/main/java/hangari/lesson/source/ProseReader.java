package hangari.lesson.source;

import hangari.lesson.model.Excerpt;
import hangari.lesson.model.LessonText;
import hangari.lesson.model.LessonText.StepText;
import hangari.lesson.model.Step;
import hangari.lesson.source.Outline.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code ko.md} or {@code en.md}. */
final class ProseReader {
    /** The heading of the last part, which belongs to no step. */
    static final String END = "end";

    private final LessonFile lesson;
    private final FrontMatter source;
    private final Problems problems;
    private final Map<String, StepText> steps = new LinkedHashMap<>();
    private Optional<String> end = Optional.empty();
    private int reached;

    private ProseReader(LessonFile lesson, FrontMatter source, Problems problems) {
        this.lesson = lesson;
        this.source = source;
        this.problems = problems;
    }

    /**
     * Reads one language.
     *
     * @param other the body of the other language, if it could be read
     */
    static Optional<LessonText> read(LessonFile lesson, FrontMatter source, Optional<String> other, Problems problems) {
        return YamlReader.read(source.yaml(), 1, problems)
                .map(entries -> new ProseReader(lesson, source, problems).text(new Fields(entries, problems), other));
    }

    private LessonText text(Fields front, Optional<String> other) {
        LessonFile.version(front);
        String title = line(front, "title");
        String question = line(front, "question");
        List<String> reading = front.texts("reading");
        Beside.compare(front, other, problems);
        front.end();
        List<Part> parts = Outline.of(source, problems);
        String opening = parts.get(0).body();
        if (opening.isBlank()) {
            problems.add(source.bodyLine(), "the lesson has no opening", "say what it is about before the first step");
        }
        steps(parts.subList(1, parts.size()));
        missing();
        return new LessonText(title, question, reading, opening, steps, end.orElse(""));
    }

    private String line(Fields front, String key) {
        String text = front.text(key).strip();
        if (text.contains("\n")) {
            problems.add(front.line(key), key + " has more than one line", "shorten it");
        }
        return text;
    }

    private void steps(List<Part> parts) {
        int at = 0;
        while (at < parts.size()) {
            int next = at + 1;
            while (next < parts.size() && parts.get(next).level() > 2) {
                next++;
            }
            step(parts.get(at), new ArrayList<>(parts.subList(at + 1, next)));
            at = next;
        }
    }

    private void step(Part head, List<Part> sections) {
        if (head.level() != 2) {
            problems.add(head.line(), "section " + Excerpt.of(head.heading()) + " is in no step", "put it below a ##");
            return;
        }
        String[] heading = head.heading().split(":\\s*", 2);
        String title = heading.length < 2 ? "" : heading[1];
        if (heading[0].equals(END)) {
            end(head, sections);
            return;
        }
        lesson.steps().stream()
                .filter(step -> step.id().equals(heading[0]))
                .findFirst()
                .ifPresentOrElse(step -> known(step, head, title, sections), () -> unknown(head, heading[0]));
    }

    private void known(Step step, Part head, String title, List<Part> sections) {
        int index = lesson.steps().indexOf(step);
        if (index < reached || end.isPresent()) {
            problems.add(head.line(), "step " + step.id() + " stands too late", "keep the order of " + LessonFile.NAME);
        }
        reached = Math.max(reached, index);
        StepText text = new StepTextReader(step, head, problems).read(title, sections);
        if (steps.put(step.id(), text) != null) {
            problems.add(head.line(), "step " + step.id() + " stands twice", "keep one");
        }
    }

    private void unknown(Part head, String id) {
        List<String> ids = new ArrayList<>(lesson.steps().stream().map(Step::id).toList());
        ids.add(END);
        problems.add(head.line(), "unknown step " + Excerpt.of(id), Nearest.remedy(id, ids));
    }

    private void end(Part head, List<Part> sections) {
        if (end.isPresent()) {
            problems.add(head.line(), "## end stands twice", "keep one");
        }
        if (head.body().isBlank()) {
            problems.add(head.line(), "## end is empty", "say what is still broken");
        }
        sections.forEach(part ->
                problems.add(part.line(), "section " + Excerpt.of(part.heading()) + " below ## end", "remove it"));
        end = Optional.of(head.body());
    }

    private void missing() {
        int lastLine = source.bodyLine() + (int) source.body().lines().count() - 1;
        lesson.steps().stream()
                .filter(step -> !steps.containsKey(step.id()))
                .forEach(step -> problems.add(
                        lastLine, "step " + step.id() + " has no text", "add ## " + step.id() + ": Title"));
        if (end.isEmpty()) {
            problems.add(lastLine, "## end is missing", "add it: what is still broken?");
        }
    }
}
