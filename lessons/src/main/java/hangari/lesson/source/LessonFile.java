package hangari.lesson.source;

import hangari.lesson.model.Excerpt;
import hangari.lesson.model.Step;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What {@code lesson.yaml} says. */
record LessonFile(String id, int number, List<Step> steps) {
    static final String NAME = "lesson.yaml";
    static final int VERSION = 1;
    static final int LAST_NUMBER = 99;

    /** Reads the file's text; its problems are added. */
    static Optional<LessonFile> read(String yaml, Problems problems) {
        return YamlReader.read(yaml, 0, problems).map(entries -> lesson(new Fields(entries, problems), problems));
    }

    private static LessonFile lesson(Fields fields, Problems problems) {
        version(fields);
        String id = fields.id("id");
        int number = fields.number("number", 0, LAST_NUMBER);
        List<YamlNode> nodes = fields.list("steps");
        if (nodes.isEmpty() && fields.node("steps").isPresent()) {
            problems.add(fields.line("steps"), "the lesson has no steps", "write one");
        }
        fields.end();
        return new LessonFile(id, number, steps(nodes, problems));
    }

    static void version(Fields fields) {
        fields.number("version", VERSION, VERSION);
    }

    private static List<Step> steps(List<YamlNode> nodes, Problems problems) {
        StepReader reader = new StepReader(problems);
        Set<String> seen = new HashSet<>();
        return nodes.stream()
                .flatMap(node -> {
                    Optional<Step> step = reader.read(node);
                    if (step.isPresent() && !seen.add(step.get().id())) {
                        problems.add(
                                node.line(), "step " + Excerpt.of(step.get().id()) + " stands twice", "rename one");
                    }
                    return step.stream();
                })
                .toList();
    }
}
