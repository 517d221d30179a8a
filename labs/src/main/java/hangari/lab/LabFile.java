package hangari.lab;

import hangari.lesson.model.Excerpt;
import hangari.lesson.model.Feature;
import hangari.lesson.model.Step;
import hangari.lesson.source.Fields;
import hangari.lesson.source.Genre;
import hangari.lesson.source.Nearest;
import hangari.lesson.source.Problems;
import hangari.lesson.source.StepReader;
import hangari.lesson.source.YamlNode;
import hangari.lesson.source.YamlReader;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What {@code lab.yaml} says. */
record LabFile(String id, List<String> lessons, List<Step> goals) {
    static final String NAME = "lab.yaml";
    static final Genre GENRE = new Genre(NAME, "lab", "goal");
    private static final int VERSION = 1;
    private static final int FEWEST_GOALS = 2;
    private static final int MOST_GOALS = 4;

    /**
     * Reads the file's text; its problems are added.
     *
     * @param code what the lab begins with, and what solves it
     * @param course the ids of the lessons there are
     */
    static Optional<LabFile> read(String yaml, LabCode code, List<String> course, Problems problems) {
        return YamlReader.read(yaml, 0, problems)
                .map(entries -> lab(new Fields(entries, problems), code, course, problems));
    }

    private static LabFile lab(Fields fields, LabCode code, List<String> course, Problems problems) {
        fields.number("version", VERSION, VERSION);
        String id = fields.id("id");
        List<String> lessons = fields.texts("lessons");
        lessons.stream()
                .filter(lesson -> !course.contains(lesson))
                .forEach(lesson -> problems.add(
                        fields.line("lessons"),
                        "unknown lesson " + Excerpt.of(lesson),
                        Nearest.remedy(lesson, course)));
        List<Feature> requires = new StepReader(problems).requires(fields);
        List<YamlNode> nodes = fields.list("goals");
        if (fields.node("goals").isPresent() && (nodes.size() < FEWEST_GOALS || nodes.size() > MOST_GOALS)) {
            problems.add(
                    fields.line("goals"),
                    "the lab has " + nodes.size() + " goals",
                    "give it " + FEWEST_GOALS + " to " + MOST_GOALS);
        }
        fields.end();
        return new LabFile(id, lessons, goals(nodes, requires, code, problems));
    }

    private static List<Step> goals(List<YamlNode> nodes, List<Feature> requires, LabCode code, Problems problems) {
        StepReader reader = new StepReader(problems);
        Set<String> seen = new HashSet<>();
        return nodes.stream()
                .flatMap(node -> {
                    Optional<Step> goal = reader.readGoal(node, requires, code.start(), code.solution());
                    if (goal.isPresent() && !seen.add(goal.get().id())) {
                        problems.add(
                                node.line(), "goal " + Excerpt.of(goal.get().id()) + " stands twice", "rename one");
                    }
                    return goal.stream();
                })
                .toList();
    }
}
