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
public final class ProseReader {
    /** The heading of the last part, which belongs to no step. */
    static final String END = "end";

    private final Genre genre;
    private final List<Step> parts;
    private final FrontMatter source;
    private final Problems problems;
    private final Map<String, StepText> steps = new LinkedHashMap<>();
    private Optional<String> end = Optional.empty();
    private int reached;

    private ProseReader(Genre genre, List<Step> parts, FrontMatter source, Problems problems) {
        this.genre = genre;
        this.parts = List.copyOf(parts);
        this.source = source;
        this.problems = problems;
    }

    /**
     * Reads one language.
     *
     * @param parts what stands once: the prose must have a section for each, in this order
     * @param other the body of the other language, if it could be read
     */
    public static Optional<LessonText> read(
            Genre genre, List<Step> parts, FrontMatter source, Optional<String> other, Problems problems) {
        return YamlReader.read(source.yaml(), 1, problems)
                .map(entries ->
                        new ProseReader(genre, parts, source, problems).text(new Fields(entries, problems), other));
    }

    private LessonText text(Fields front, Optional<String> other) {
        LessonFile.version(front);
        String title = line(front, "title");
        String question = line(front, "question");
        List<String> reading = front.texts("reading");
        Beside.compare(front, other, problems);
        front.end();
        List<Part> sections = Outline.of(source, problems);
        String opening = sections.get(0).body();
        if (opening.isBlank()) {
            problems.add(
                    source.bodyLine(),
                    "the " + genre.whole() + " has no opening",
                    "say what it is about before the first " + genre.part());
        }
        steps(sections.subList(1, sections.size()));
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

    private void steps(List<Part> sections) {
        int at = 0;
        while (at < sections.size()) {
            int next = at + 1;
            while (next < sections.size() && sections.get(next).level() > 2) {
                next++;
            }
            step(sections.get(at), new ArrayList<>(sections.subList(at + 1, next)));
            at = next;
        }
    }

    private void step(Part head, List<Part> sections) {
        if (head.level() != 2) {
            problems.add(
                    head.line(),
                    "section " + Excerpt.of(head.heading()) + " is in no " + genre.part(),
                    "put it below a ##");
            return;
        }
        String[] heading = head.heading().split(":\\s*", 2);
        String title = heading.length < 2 ? "" : heading[1];
        if (heading[0].equals(END)) {
            end(head, sections);
            return;
        }
        parts.stream()
                .filter(step -> step.id().equals(heading[0]))
                .findFirst()
                .ifPresentOrElse(step -> known(step, head, title, sections), () -> unknown(head, heading[0]));
    }

    private void known(Step step, Part head, String title, List<Part> sections) {
        int index = parts.indexOf(step);
        if (index < reached || end.isPresent()) {
            problems.add(
                    head.line(),
                    genre.part() + " " + step.id() + " stands too late",
                    "keep the order of " + genre.file());
        }
        reached = Math.max(reached, index);
        StepText text = new StepTextReader(genre, step, head, problems).read(title, sections);
        if (steps.put(step.id(), text) != null) {
            problems.add(head.line(), genre.part() + " " + step.id() + " stands twice", "keep one");
        }
    }

    private void unknown(Part head, String id) {
        List<String> ids = new ArrayList<>(parts.stream().map(Step::id).toList());
        ids.add(END);
        problems.add(head.line(), "unknown " + genre.part() + " " + Excerpt.of(id), Nearest.remedy(id, ids));
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
        parts.stream()
                .filter(step -> !steps.containsKey(step.id()))
                .forEach(step -> problems.add(
                        lastLine, genre.part() + " " + step.id() + " has no text", "add ## " + step.id() + ": Title"));
        if (end.isEmpty()) {
            problems.add(lastLine, "## end is missing", "add it: what is still broken?");
        }
    }
}
