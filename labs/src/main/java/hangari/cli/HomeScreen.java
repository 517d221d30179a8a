package hangari.cli;

import hangari.cli.outline.CourseOutline;
import hangari.cli.outline.LessonOutline;
import hangari.lesson.play.LessonRecord;
import hangari.lesson.play.Progress;
import java.util.Optional;

/** What {@code hangari} alone shows: the course, where the learner is in it, and what is next. */
record HomeScreen(Phrases phrases, CourseOutline course, Progress progress) {
    void show(Console console) {
        console.line(phrases.say("home.title", Version.number()));
        console.line("");
        new LessonTable(phrases, course, progress).lines().forEach(console::line);
        console.line("");
        console.line("  " + next());
        phrases.say("home.more").lines().map(line -> "  " + line).forEach(console::line);
    }

    private String next() {
        Optional<LessonOutline> current = progress.lesson()
                .filter(id -> progress.of(id).visit().isPresent())
                .flatMap(course::lesson);
        if (current.isPresent()) {
            return goOn(current.get(), progress.of(current.get().id()));
        }
        return course.lessons().stream()
                .filter(lesson -> !progress.of(lesson.id()).finished())
                .findFirst()
                .map(lesson -> phrases.say("home.begin", lesson.id()))
                .orElseGet(() -> phrases.say("home.finished"));
    }

    private String goOn(LessonOutline lesson, LessonRecord record) {
        int number = record.visit()
                .map(visit -> Math.max(0, lesson.steps().indexOf(visit.step())) + 1)
                .orElse(1);
        return phrases.say("home.resume", lesson.id(), number, lesson.steps().size());
    }
}
