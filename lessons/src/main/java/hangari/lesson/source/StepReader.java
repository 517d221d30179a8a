package hangari.lesson.source;

import hangari.lesson.model.Check;
import hangari.lesson.model.Excerpt;
import hangari.lesson.model.Feature;
import hangari.lesson.model.Step;
import hangari.lesson.model.Step.ObservedHint;
import hangari.lesson.model.Step.Prediction;
import hangari.lesson.model.Step.WrongAnswer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads one item of {@code steps}, or of the {@code goals} of a lab. */
public final class StepReader {
    private static final int MOST_MINUTES = 30;
    private static final int MOST_HINTS = 9;
    private static final Set<String> FEATURES =
            Arrays.stream(Feature.values()).map(Feature::key).collect(Collectors.toCollection(TreeSet::new));

    private final Problems problems;
    private final CheckReader checks;

    public StepReader(Problems problems) {
        this.problems = problems;
        this.checks = new CheckReader(problems);
    }

    Optional<Step> read(YamlNode node) {
        return Fields.of(node, "a step", problems).map(this::step);
    }

    /**
     * Reads a goal: a step that is judged by all that was run, whose code is the lab's.
     *
     * @param requires what the machine must be able to do
     * @param start what the lab begins with
     * @param solution what reaches every goal
     */
    public Optional<Step> readGoal(YamlNode node, List<Feature> requires, String start, String solution) {
        return Fields.of(node, "a goal", problems).map(fields -> {
            List<ObservedHint> observed = observed(fields);
            Step goal = new Step(
                    id(fields),
                    fields.number("minutes", 1, MOST_MINUTES),
                    requires,
                    Optional.empty(),
                    start,
                    Optional.of(solution),
                    check(fields),
                    fields.number("hints", 0, MOST_HINTS),
                    observed,
                    wrong(fields, observed),
                    "");
            fields.end();
            return goal;
        });
    }

    private Step step(Fields fields) {
        List<ObservedHint> observed = observed(fields);
        Step step = new Step(
                id(fields),
                fields.number("minutes", 1, MOST_MINUTES),
                requires(fields),
                fields.node("prediction")
                        .flatMap(node -> Fields.of(node, "prediction", problems))
                        .map(this::prediction),
                code(fields, "code").orElse(""),
                code(fields, "solution"),
                check(fields),
                fields.number("hints", 0, MOST_HINTS),
                observed,
                wrong(fields, observed),
                code(fields, "cleanup").orElse(""));
        fields.end();
        if (step.answer().isBlank()) {
            problems.add(fields.line(), "the step has no code", "write code or solution");
        }
        return step;
    }

    private String id(Fields fields) {
        String id = fields.id("id");
        if (id.equals(ProseReader.END)) {
            problems.add(fields.line("id"), "the id end is taken", "choose another");
        }
        return id;
    }

    /** What the machine must be able to do, by the key {@code requires}. */
    public List<Feature> requires(Fields fields) {
        return fields.optionalList("requires").stream()
                .flatMap(node -> fields.choice("feature", node, FEATURES, Feature::of).stream())
                .flatMap(Optional::stream)
                .toList();
    }

    private Prediction prediction(Fields fields) {
        List<String> choices = fields.texts("choices");
        String answer = fields.text("answer");
        fields.end();
        if (choices.size() < 2) {
            problems.add(fields.line("choices"), "the prediction has fewer than two choices", "add wrong ones");
        }
        Set<String> seen = new HashSet<>();
        for (String choice : choices) {
            idOrProblem(fields.line("choices"), "choice", choice, seen);
        }
        if (!answer.isEmpty() && !choices.contains(answer)) {
            problems.add(
                    fields.line("answer"),
                    "answer " + Excerpt.of(answer) + " is not among the choices",
                    Nearest.remedy(answer, choices));
        }
        return new Prediction(choices, answer);
    }

    private static Optional<String> code(Fields fields, String key) {
        return fields.optionalText(key).map(String::stripTrailing);
    }

    private List<Check> check(Fields fields) {
        List<YamlNode> nodes = fields.list("check");
        if (nodes.isEmpty() && fields.node("check").isPresent()) {
            problems.add(fields.line("check"), "the step checks nothing", "say what the kernel must show");
        }
        return checks.read(nodes);
    }

    private List<ObservedHint> observed(Fields fields) {
        Set<String> seen = new HashSet<>();
        return fields.optionalList("observed").stream()
                .flatMap(node -> Fields.of(node, "an observed hint", problems).stream())
                .map(hint -> observedHint(hint, seen))
                .toList();
    }

    private ObservedHint observedHint(Fields fields, Set<String> seen) {
        String id = fields.text("id");
        idOrProblem(fields.line("id"), "observed hint", id, seen);
        List<YamlNode> when = fields.list("when");
        if (when.isEmpty() && fields.node("when").isPresent()) {
            problems.add(fields.line("when"), "the observed hint has no condition", "say when it is given");
        }
        fields.end();
        return new ObservedHint(id, checks.read(when));
    }

    private List<WrongAnswer> wrong(Fields fields, List<ObservedHint> observed) {
        List<String> hints = observed.stream().map(ObservedHint::id).toList();
        return fields.optionalList("wrong").stream()
                .flatMap(node -> Fields.of(node, "a wrong answer", problems).stream())
                .map(answer -> wrongAnswer(answer, hints))
                .toList();
    }

    private WrongAnswer wrongAnswer(Fields fields, List<String> hints) {
        String hint = fields.text("hint");
        String code = fields.text("code").stripTrailing();
        fields.end();
        if (!hint.isEmpty() && !hints.contains(hint)) {
            problems.add(
                    fields.line("hint"),
                    "hint " + Excerpt.of(hint) + " is not an observed hint of the step",
                    Nearest.remedy(hint, hints));
        }
        return new WrongAnswer(code, hint);
    }

    private void idOrProblem(int line, String what, String id, Set<String> seen) {
        if (!seen.add(id)) {
            problems.add(line, what + " " + Excerpt.of(id) + " stands twice", "keep one");
        } else if (!id.isEmpty() && !Fields.isId(id)) {
            problems.add(line, what + " " + Excerpt.of(id) + " is not an id", "use a-z, 0-9 and single hyphens");
        }
    }
}
