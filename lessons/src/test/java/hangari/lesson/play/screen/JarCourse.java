package hangari.lesson.play.screen;

import hangari.lesson.model.Check;
import hangari.lesson.model.Feature;
import hangari.lesson.model.Language;
import hangari.lesson.model.Lesson;
import hangari.lesson.model.LessonText;
import hangari.lesson.model.LessonText.Choice;
import hangari.lesson.model.LessonText.StepText;
import hangari.lesson.model.Step;
import hangari.lesson.source.Course;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A course of one lesson whose code runs without the runtime. */
final class JarCourse {
    private static final Check PRINTS_HELLO =
            new Check.Stdout(Optional.of("hello"), Optional.empty(), Optional.empty(), Optional.empty());

    private JarCourse() {}

    static Course course(Path folder) {
        return new Course(folder, List.of(lesson("jar", 1, folder), lesson("lid", 2, folder)), List.of());
    }

    private static Lesson lesson(String id, int number, Path folder) {
        return new Lesson(
                id,
                number,
                List.of(first(), task(), impossible()),
                Map.of(Language.EN, english(), Language.KO, korean()),
                folder);
    }

    private static Step first() {
        return new Step(
                "first",
                1,
                List.of(),
                Optional.of(new Step.Prediction(List.of("hello", "nothing"), "hello")),
                "var status = jar(\"hello\", 0);",
                Optional.empty(),
                List.of(new Check.Exit(0), PRINTS_HELLO),
                1,
                List.of(new Step.ObservedHint("failed", List.of(new Check.Exit(1)))),
                List.of(),
                "");
    }

    private static Step task() {
        return new Step(
                "task",
                1,
                List.of(),
                Optional.empty(),
                "",
                Optional.of("jar(\"hello\", status)"),
                List.of(PRINTS_HELLO),
                0,
                List.of(),
                List.of(),
                "");
    }

    private static Step impossible() {
        return new Step(
                "impossible",
                1,
                List.of(Feature.KVM),
                Optional.empty(),
                "jar(\"hello\", 0)",
                Optional.empty(),
                List.of(PRINTS_HELLO),
                0,
                List.of(),
                List.of(),
                "");
    }

    private static LessonText english() {
        return new LessonText(
                "The jar",
                "What is in it?",
                List.of("chroot(2)"),
                "An *opening*.",
                Map.of(
                        "first",
                        new StepText(
                                "Hello",
                                "The body.",
                                "What will it print?",
                                Map.of(
                                        "hello", new Choice("It prints hello.", "Yes."),
                                        "nothing", new Choice("Nothing.", "The misconception: silence.")),
                                "Look at the hostname.",
                                List.of("A nudge."),
                                Map.of("failed", "It exited with 1."),
                                "Because."),
                        "task",
                        new StepText("Your turn", "Do it.", "", Map.of(), "", List.of(), Map.of(), "So."),
                        "impossible",
                        new StepText("A machine", "In a machine.", "", Map.of(), "", List.of(), Map.of(), "")),
                "Still broken.");
    }

    private static LessonText korean() {
        return new LessonText(
                "항아리",
                "무엇이 들어 있습니까?",
                List.of("chroot(2)"),
                "여는 말입니다.",
                Map.of(
                        "first",
                        new StepText(
                                "인사",
                                "본문입니다.",
                                "무엇을 출력합니까?",
                                Map.of(
                                        "hello", new Choice("hello를 출력합니다.", "맞습니다."),
                                        "nothing", new Choice("아무것도.", "오해입니다.")),
                                "호스트 이름을 보십시오.",
                                List.of("힌트입니다."),
                                Map.of("failed", "1로 끝났습니다."),
                                "그래서입니다."),
                        "task",
                        new StepText("차례", "해 보십시오.", "", Map.of(), "", List.of(), Map.of(), "그래서."),
                        "impossible",
                        new StepText("기계", "기계 안입니다.", "", Map.of(), "", List.of(), Map.of(), "")),
                "아직입니다.");
    }
}
