package hangari.cli;

import hangari.cli.outline.CourseOutline;
import hangari.cli.outline.LessonOutline;
import hangari.cli.text.Columns;
import hangari.lesson.play.LessonRecord;
import hangari.lesson.play.Progress;
import java.util.List;
import java.util.stream.Stream;

/** The lessons as lines: how far the learner is, number, id, minutes, title; then how many faults hide others. */
record LessonTable(Phrases phrases, CourseOutline course, Progress progress) {
    private static final int STATE_WIDTH = 6;

    List<String> lines() {
        int width = course.lessons().stream()
                .mapToInt(lesson -> lesson.id().length())
                .max()
                .orElse(0);
        Stream<String> lines = course.lessons().stream().map(lesson -> line(lesson, width));
        Stream<String> faults = Stream.of(course.faults())
                .filter(count -> count > 0)
                .map(count -> "  " + phrases.say("home.faults", count));
        return Stream.concat(lines, faults).toList();
    }

    private String line(LessonOutline lesson, int width) {
        return "  %s %2d  %s  %s  %s"
                .formatted(
                        Columns.pad(state(lesson), STATE_WIDTH),
                        lesson.number(),
                        Columns.pad(lesson.id(), width),
                        phrases.say("minutes", lesson.minutes()),
                        lesson.title(phrases.language()));
    }

    private String state(LessonOutline lesson) {
        LessonRecord record = progress.of(lesson.id());
        if (record.finished()) {
            return phrases.say("lesson.done");
        }
        return record.done() == 0 && record.visit().isEmpty()
                ? ""
                : record.done() + "/" + lesson.steps().size();
    }
}
