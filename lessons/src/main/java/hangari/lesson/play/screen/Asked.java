package hangari.lesson.play.screen;

import hangari.lesson.model.Excerpt;
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
    static Asked of(LearnRequest request, Progress progress, Phrases phrases) {
        return request.lesson()
                .map(name -> named(request.course(), name, phrases))
                .orElseGet(() -> going(request.course(), progress, phrases));
    }

    private static Asked named(Course course, String name, Phrases phrases) {
        String[] parts = name.split("/", 2);
        Lesson lesson = course.lesson(parts[0]).orElseThrow(() -> faulty(course, parts[0], phrases)
                .orElseGet(() -> unknown(course, parts[0], phrases)));
        return new Asked(lesson, parts.length > 1 && !parts[1].isBlank() ? Optional.of(parts[1]) : Optional.empty());
    }

    private static LearnException unknown(Course course, String name, Phrases phrases) {
        String shown = Excerpt.bare(name);
        return new LearnException(course.nearest(name)
                .map(near -> phrases.say("asked.unknown.nearest", shown, near))
                .orElseGet(() -> phrases.say("asked.unknown", shown)));
    }

    /** A lesson that is there and cannot be read: to call it unknown would hide why. */
    private static Optional<LearnException> faulty(Course course, String name, Phrases phrases) {
        return course.problems(name).stream()
                .findFirst()
                .map(problem -> new LearnException(phrases.say("asked.faulty", Excerpt.bare(name), problem)));
    }

    private static Asked going(Course course, Progress progress, Phrases phrases) {
        progress.lesson()
                .filter(id -> course.lesson(id).isEmpty())
                .flatMap(id -> faulty(course, id, phrases))
                .ifPresent(fault -> {
                    throw fault;
                });
        return progress.lesson()
                .filter(id -> progress.of(id).visit().isPresent())
                .flatMap(course::lesson)
                .or(() -> course.lessons().stream()
                        .filter(lesson -> !progress.of(lesson.id()).finished())
                        .findFirst())
                .or(() -> course.lessons().stream().findFirst())
                .map(lesson -> new Asked(lesson, Optional.empty()))
                .orElseThrow(() -> empty(course, phrases));
    }

    /** Says that there is nothing to play, and why. */
    static LearnException empty(Course course, Phrases phrases) {
        return new LearnException(phrases.say("asked.empty", course.problems().get(0)));
    }
}
