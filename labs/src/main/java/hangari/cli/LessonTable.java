package hangari.cli;

import hangari.lesson.model.Lesson;
import hangari.lesson.play.LessonRecord;
import hangari.lesson.play.Progress;
import hangari.lesson.source.Course;
import java.util.List;

/** The lessons as lines: how far the learner is, number, id, minutes, title. */
record LessonTable(Phrases phrases, Course course, Progress progress) {
    private static final int STATE_WIDTH = 6;

    List<String> lines() {
        int width = course.lessons().stream()
                .mapToInt(lesson -> lesson.id().length())
                .max()
                .orElse(0);
        return course.lessons().stream().map(lesson -> line(lesson, width)).toList();
    }

    private String line(Lesson lesson, int width) {
        return "  %s %2d  %s  %s  %s"
                .formatted(
                        Columns.pad(state(lesson), STATE_WIDTH),
                        lesson.number(),
                        Columns.pad(lesson.id(), width),
                        phrases.say("minutes", lesson.minutes()),
                        lesson.text(phrases.language()).title());
    }

    private String state(Lesson lesson) {
        LessonRecord record = progress.of(lesson.id());
        if (record.finished()) {
            return phrases.say("lesson.done");
        }
        return record.done() == 0 && record.visit().isEmpty()
                ? ""
                : record.done() + "/" + lesson.steps().size();
    }
}
