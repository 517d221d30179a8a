package hangari.cli.outline;

import hangari.lesson.model.Language;
import hangari.lesson.model.Lesson;
import hangari.lesson.model.Step;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A lesson in outline.
 *
 * @param id the name a learner types
 * @param number its place in the course
 * @param minutes how long it takes
 * @param steps the ids of its steps, in order
 * @param titles its title in each language
 */
public record LessonOutline(String id, int number, int minutes, List<String> steps, Map<Language, String> titles) {
    public LessonOutline {
        steps = List.copyOf(steps);
        titles = Map.copyOf(titles);
    }

    static LessonOutline of(Lesson lesson) {
        Map<Language, String> titles = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            titles.put(language, lesson.text(language).title());
        }
        List<String> steps = lesson.steps().stream().map(Step::id).toList();
        return new LessonOutline(lesson.id(), lesson.number(), lesson.minutes(), steps, titles);
    }

    /** The title in a language. */
    public String title(Language language) {
        return titles.getOrDefault(language, id);
    }
}
