package hangari.slides;

import hangari.lesson.model.Excerpt;
import hangari.lesson.model.Lesson;
import hangari.lesson.model.Step;
import hangari.lesson.source.Course;
import hangari.lesson.source.Fields;
import hangari.lesson.source.Nearest;
import hangari.lesson.source.Problems;
import hangari.lesson.source.YamlNode;
import hangari.lesson.source.YamlReader;
import hangari.slides.Slide.Act;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** What {@code deck.yaml} says. */
record DeckFile(String id, List<Slide> slides) {
    static final String NAME = "deck.yaml";
    private static final int VERSION = 1;
    private static final int LONGEST_MINUTES = 60;

    /** Reads the file's text, and holds it against the lessons; its problems are added. */
    static Optional<DeckFile> read(String yaml, Course course, Problems problems) {
        return YamlReader.read(yaml, 0, problems)
                .map(entries -> new Reader(course, problems, new HashSet<>()).deck(new Fields(entries, problems)));
    }

    private record Reader(Course course, Problems problems, Set<String> faulty) {
        DeckFile deck(Fields fields) {
            fields.number("version", VERSION, VERSION);
            String id = fields.id("id");
            List<YamlNode> nodes = fields.list("slides");
            if (nodes.isEmpty() && fields.node("slides").isPresent()) {
                problems.add(fields.line("slides"), "the deck has no slides", "write one");
            }
            fields.end();
            List<Slide> slides = new ArrayList<>();
            Set<String> seen = new HashSet<>();
            for (YamlNode node : nodes) {
                Fields.of(node, "a slide", problems).map(this::slide).ifPresent(slide -> {
                    if (!seen.add(slide.id())) {
                        problems.add(node.line(), "slide " + Excerpt.of(slide.id()) + " stands twice", "rename one");
                    }
                    slides.add(slide);
                });
            }
            return new DeckFile(id, slides);
        }

        private Slide slide(Fields fields) {
            String id = fields.id("id");
            int minutes = fields.number("minutes", 1, LONGEST_MINUTES);
            Optional<Act> ask = act(fields, "ask", Slide.Ask::new);
            Optional<Act> demo = act(fields, "demo", Slide.Demo::new);
            fields.end();
            if (ask.isPresent() && demo.isPresent()) {
                problems.add(fields.line("demo"), "the slide has ask and demo", "give each a slide of its own");
            }
            return new Slide(id, minutes, ask.or(() -> demo));
        }

        private Optional<Act> act(Fields slide, String key, BiFunction<String, String, Act> form) {
            return slide.node(key)
                    .flatMap(node -> Fields.of(node, key, problems))
                    .map(fields -> {
                        String lesson = fields.text("lesson");
                        String step = fields.text("step");
                        fields.end();
                        Act act = form.apply(lesson, step);
                        exists(fields, act);
                        return act;
                    });
        }

        private void exists(Fields fields, Act act) {
            List<Lesson> lessons = course.lessons();
            lessons.stream()
                    .filter(lesson -> lesson.id().equals(act.lesson()))
                    .findFirst()
                    .ifPresentOrElse(
                            lesson -> exists(fields, act, lesson),
                            () -> missing(
                                    fields,
                                    act.lesson(),
                                    lessons.stream().map(Lesson::id).toList()));
        }

        /** A lesson that has faults of its own is not unknown; to say so once is enough. */
        private void missing(Fields fields, String lesson, List<String> known) {
            if (course.problems(lesson).isEmpty()) {
                unknown(fields, "lesson", lesson, known);
            } else if (faulty.add(lesson)) {
                problems.add(fields.line("lesson"), "lesson " + Excerpt.of(lesson) + " has a fault", "mend that first");
            }
        }

        private void exists(Fields fields, Act act, Lesson lesson) {
            Optional<Step> step = lesson.step(act.step());
            if (step.isEmpty()) {
                List<String> ids = lesson.steps().stream().map(Step::id).toList();
                unknown(fields, "step", act.step(), ids);
            } else if (act instanceof Slide.Ask && step.get().prediction().isEmpty()) {
                problems.add(
                        fields.line("step"),
                        "step " + act.step() + " has no prediction to ask for",
                        "ask for another step's, or make it a demo");
            }
        }

        private void unknown(Fields fields, String key, String id, List<String> known) {
            if (!id.isEmpty()) {
                problems.add(fields.line(key), "unknown " + key + " " + Excerpt.of(id), Nearest.remedy(id, known));
            }
        }
    }
}
