package hangari.cli;

import hangari.lesson.model.Lesson;
import hangari.lesson.source.Course;
import java.util.List;

/** The lessons as lines: number, id, title, minutes. */
record LessonTable(Phrases phrases, Course course) {
    List<String> lines() {
        int width = course.lessons().stream()
                .mapToInt(lesson -> lesson.id().length())
                .max()
                .orElse(0);
        return course.lessons().stream().map(lesson -> line(lesson, width)).toList();
    }

    private String line(Lesson lesson, int width) {
        return "  %2d  %s  %s  %s"
                .formatted(
                        lesson.number(),
                        Columns.pad(lesson.id(), width),
                        phrases.say("minutes", lesson.minutes()),
                        lesson.text(phrases.language()).title());
    }
}
