package hangari.lesson.play;

import hangari.lesson.model.Language;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How far a learner has come in the course: the content of {@code progress.json}.
 *
 * @param version of this form; another one is not read
 * @param language the one that was last spoken
 * @param lesson the one that was last played
 * @param lessons what is known of each lesson, by its id
 * @param labs what is known of each lab, by its id; its steps are the goals
 */
public record Progress(
        int version,
        Optional<Language> language,
        Optional<String> lesson,
        Map<String, LessonRecord> lessons,
        Map<String, LessonRecord> labs) {
    /** The version that is written. */
    public static final int VERSION = 1;

    public Progress {
        lessons = Map.copyOf(lessons);
        labs = Map.copyOf(labs);
    }

    /** A learner who has not begun. */
    public static final Progress NEW = new Progress(VERSION, Optional.empty(), Optional.empty(), Map.of(), Map.of());

    /** What is known of a lesson. */
    public LessonRecord of(String id) {
        return lessons.getOrDefault(id, LessonRecord.NEW);
    }

    /** The same, after a move in a lesson. */
    public Progress with(String id, LessonRecord record, Language spoken) {
        Map<String, LessonRecord> all = new LinkedHashMap<>(lessons);
        all.put(id, record);
        return new Progress(version, Optional.of(spoken), Optional.of(id), all, labs);
    }

    /** What is known of a lab. */
    public LessonRecord ofLab(String id) {
        return labs.getOrDefault(id, LessonRecord.NEW);
    }

    /** The same, after a move in a lab. */
    public Progress withLab(String id, LessonRecord record, Language spoken) {
        Map<String, LessonRecord> all = new LinkedHashMap<>(labs);
        all.put(id, record);
        return new Progress(version, Optional.of(spoken), lesson, lessons, all);
    }
}
