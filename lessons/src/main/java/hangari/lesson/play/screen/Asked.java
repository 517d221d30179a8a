package hangari.lesson.play.screen;

import hangari.lesson.model.Lesson;
import hangari.lesson.play.Progress;
import hangari.lesson.source.Course;
import java.util.Optional;

/**
 * The lesson to be played, and the step at which to begin, if one was named.
 *
 * @param lesson the lesson
 * @param step the id or number of the step
 */
record Asked(Lesson lesson, Optional<String> step) {
    /**
     * What was asked for, or else the lesson where the learner was, or else the first that is not finished.
     *
     * @throws LearnException if there is none
     */
    static Asked of(LearnRequest request, Progress progress) {
        return request.lesson().map(name -> named(request.course(), name)).orElseGet(() -> going(request, progress));
    }

    private static Asked named(Course course, String name) {
        String[] parts = name.split("/", 2);
        Lesson lesson = course.lesson(parts[0]).orElseThrow(() -> unknown(course, parts[0]));
        return new Asked(lesson, parts.length > 1 && !parts[1].isBlank() ? Optional.of(parts[1]) : Optional.empty());
    }

    private static LearnException unknown(Course course, String name) {
        String remedy =
                course.nearest(name).map(near -> "did you mean " + near + "?").orElse("hangari lessons lists them");
        return new LearnException("no lesson " + name + ": " + remedy);
    }

    private static Asked going(LearnRequest request, Progress progress) {
        Course course = request.course();
        return progress.lesson()
                .filter(id -> progress.of(id).visit().isPresent())
                .flatMap(course::lesson)
                .or(() -> course.lessons().stream()
                        .filter(lesson -> !progress.of(lesson.id()).finished())
                        .findFirst())
                .or(() -> course.lessons().stream().findFirst())
                .map(lesson -> new Asked(lesson, Optional.empty()))
                .orElseThrow(() -> new LearnException(course.folder() + " holds no lesson: hangari course check"));
    }
}
