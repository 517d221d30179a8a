package hangari.lesson.play;

import hangari.lesson.model.Check;
import hangari.lesson.model.Feature;
import hangari.lesson.model.Language;
import hangari.lesson.model.Lesson;
import hangari.lesson.model.LessonText;
import hangari.lesson.model.LessonText.Choice;
import hangari.lesson.model.LessonText.StepText;
import hangari.lesson.model.Step;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A lesson of three steps: one with a prediction, a task, and one that needs overlayfs. */
final class Fixture {
    static final Lesson LESSON = new Lesson(
            "jar",
            7,
            List.of(first(), task(), last()),
            Map.of(Language.EN, text("", "Is it"), Language.KO, text("한글 ", "그것은")),
            Path.of("."));

    private Fixture() {}

    private static Step first() {
        return new Step(
                "first",
                1,
                List.of(),
                Optional.of(new Step.Prediction(List.of("own", "shared"), "own")),
                "box a",
                Optional.empty(),
                List.of(new Check.Exit(0)),
                2,
                List.of(),
                List.of(),
                "");
    }

    private static Step task() {
        return new Step(
                "task",
                2,
                List.of(),
                Optional.empty(),
                "",
                Optional.of("var jar = box b"),
                List.of(new Check.Exit(0)),
                0,
                List.of(new Step.ObservedHint("close", List.of(new Check.Exit(0)))),
                List.of(new Step.WrongAnswer("box wrong", "close")),
                "tidy");
    }

    private static Step last() {
        return new Step(
                "last",
                1,
                List.of(Feature.OVERLAY),
                Optional.empty(),
                "box c",
                Optional.empty(),
                List.of(new Check.Exit(0)),
                0,
                List.of(),
                List.of(),
                "");
    }

    private static LessonText text(String prefix, String question) {
        StepText first = new StepText(
                prefix + "First",
                prefix + "body one",
                question + "?",
                Map.of(
                        "own", new Choice(prefix + "its own", prefix + "yes, its own"),
                        "shared", new Choice(prefix + "shared", prefix + "no, that is the misconception")),
                prefix + "look at it",
                List.of(prefix + "nudge", prefix + "nearly"),
                Map.of(),
                prefix + "because");
        StepText task = new StepText(
                prefix + "Task",
                prefix + "body two",
                "",
                Map.of(),
                "",
                List.of(),
                Map.of("close", prefix + "close, but wrong"),
                prefix + "so it is");
        StepText last = new StepText(prefix + "Last", "", "", Map.of(), "", List.of(), Map.of(), "");
        return new LessonText(
                prefix + "Jar",
                question + "?",
                List.of("chroot(2)"),
                prefix + "opening",
                Map.of("first", first, "task", task, "last", last),
                prefix + "still broken");
    }
}
