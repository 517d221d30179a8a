package hangari.cli.outline;

import hangari.lesson.source.Course;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * All lessons in outline, by number.
 *
 * @param lessons those that can be played
 * @param faults how many faults the others have
 */
public record CourseOutline(List<LessonOutline> lessons, int faults) {
    public CourseOutline {
        lessons = List.copyOf(lessons);
    }

    /**
     * Reads the course, or what was kept of it when it was last read and had no fault.
     *
     * @param kept the file in which the outline is kept
     */
    public static CourseOutline read(Path folder, Path kept) {
        try {
            OutlineFile file = new OutlineFile(kept, Fingerprint.of(folder));
            Optional<List<LessonOutline>> known = file.load();
            return known.isPresent() ? new CourseOutline(known.get(), 0) : readAndKeep(folder, file);
        } catch (IOException e) {
            return readWhole(folder); // it says what is wrong with the folder
        }
    }

    private static CourseOutline readAndKeep(Path folder, OutlineFile file) {
        CourseOutline outline = readWhole(folder);
        if (outline.faults == 0) {
            file.save(outline.lessons);
        }
        return outline;
    }

    private static CourseOutline readWhole(Path folder) {
        Course course = Course.read(folder);
        return new CourseOutline(
                course.lessons().stream().map(LessonOutline::of).toList(),
                course.problems().size());
    }

    /** The lesson with this id. */
    public Optional<LessonOutline> lesson(String id) {
        return lessons.stream().filter(lesson -> lesson.id().equals(id)).findFirst();
    }
}
