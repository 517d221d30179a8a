package hangari.slides;

import hangari.lesson.model.Excerpt;
import hangari.lesson.source.Beside;
import hangari.lesson.source.Fields;
import hangari.lesson.source.FrontMatter;
import hangari.lesson.source.Nearest;
import hangari.lesson.source.Outline;
import hangari.lesson.source.Outline.Part;
import hangari.lesson.source.Problems;
import hangari.lesson.source.YamlReader;
import hangari.slides.DeckText.SlideText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the prose of a deck in one language.
 *
 * <p>{@code ## id: Title}, what the class sees, then {@code ### notes} and what the speaker sees; in the order of
 * {@code deck.yaml}.
 */
final class DeckProse {
    private static final String NOTES = "notes";
    private static final int VERSION = 1;

    private final List<Slide> slides;
    private final FrontMatter source;
    private final Problems problems;
    private final Map<String, SlideText> texts = new LinkedHashMap<>();
    private int reached;

    private DeckProse(List<Slide> slides, FrontMatter source, Problems problems) {
        this.slides = slides;
        this.source = source;
        this.problems = problems;
    }

    /**
     * Reads one language; what is wrong with it is added to the problems.
     *
     * @param other the body of the other language, if it could be read
     */
    static DeckText read(List<Slide> slides, FrontMatter source, Optional<String> other, Problems problems) {
        String title = YamlReader.read(source.yaml(), 1, problems)
                .map(entries -> title(new Fields(entries, problems), other, problems))
                .orElse("");
        DeckProse prose = new DeckProse(slides, source, problems);
        prose.parts(Outline.of(source, problems));
        prose.missing();
        return new DeckText(title, prose.texts);
    }

    private static String title(Fields front, Optional<String> other, Problems problems) {
        front.number("version", VERSION, VERSION);
        String title = front.text("title").strip();
        Beside.compare(front, other, problems);
        front.end();
        return title;
    }

    private void parts(List<Part> parts) {
        if (!parts.get(0).body().isBlank()) {
            problems.add(source.bodyLine(), "text before the first slide", "put it below a ##");
        }
        int at = 1;
        while (at < parts.size()) {
            int next = at + 1;
            while (next < parts.size() && parts.get(next).level() > 2) {
                next++;
            }
            slide(parts.get(at), parts.subList(at + 1, next));
            at = next;
        }
    }

    private void slide(Part head, List<Part> sections) {
        String[] heading = head.heading().split(":\\s*", 2);
        Optional<Slide> slide = slides.stream()
                .filter(known -> head.level() == 2 && known.id().equals(heading[0]))
                .findFirst();
        if (slide.isEmpty()) {
            List<String> ids = slides.stream().map(Slide::id).toList();
            problems.add(head.line(), "unknown slide " + Excerpt.of(heading[0]), Nearest.remedy(heading[0], ids));
            return;
        }
        order(slide.get(), head);
        String title = heading.length < 2 ? "" : heading[1];
        if (title.isBlank()) {
            problems.add(head.line(), "the slide has no title", "write ## " + heading[0] + ": Title");
        }
        if (head.body().isBlank() && slide.get().act().isEmpty()) {
            problems.add(head.line(), "the slide has no text", "write what the class sees");
        }
        Pictures.check(head, problems);
        SlideText text = new SlideText(title, head.body(), notes(head, sections));
        if (texts.put(slide.get().id(), text) != null) {
            problems.add(head.line(), "slide " + heading[0] + " stands twice", "keep one");
        }
    }

    private void order(Slide slide, Part head) {
        int index = slides.indexOf(slide);
        if (index < reached) {
            problems.add(head.line(), "slide " + slide.id() + " stands too late", "keep the order of " + DeckFile.NAME);
        }
        reached = Math.max(reached, index);
    }

    private String notes(Part head, List<Part> sections) {
        String notes = "";
        for (Part section : sections) {
            if (!section.heading().equals(NOTES)) {
                problems.add(
                        section.line(),
                        "unknown section " + Excerpt.of(section.heading()),
                        "a slide has one: ### " + NOTES);
            } else if (!notes.isEmpty()) {
                problems.add(section.line(), "section " + NOTES + " stands twice in the slide", "keep one");
            } else {
                notes = section.body();
            }
        }
        if (notes.isBlank()) {
            problems.add(head.line(), "the slide has no notes", "write ### " + NOTES + " below it");
        }
        return notes;
    }

    private void missing() {
        int lastLine = source.bodyLine() + (int) source.body().lines().count() - 1;
        slides.stream()
                .filter(slide -> !texts.containsKey(slide.id()))
                .forEach(slide -> problems.add(
                        lastLine, "slide " + slide.id() + " has no text", "add ## " + slide.id() + ": Title"));
    }
}
