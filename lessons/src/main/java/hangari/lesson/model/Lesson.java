package hangari.lesson.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One lesson: its steps, and its prose in each language.
 *
 * @param id the name a learner types, such as {@code chroot}
 * @param number its place in the course
 * @param steps in the order in which they are played; never empty
 * @param prose the text in each language; every language is present
 * @param folder where it was read from
 */
public record Lesson(String id, int number, List<Step> steps, Map<Language, LessonText> prose, Path folder) {
    public Lesson {
        steps = List.copyOf(steps);
        prose = Map.copyOf(prose);
    }

    /** The text in one language. */
    public LessonText text(Language language) {
        LessonText text = prose.get(language);
        if (text == null) {
            throw new IllegalStateException("lesson " + id + " has no text in " + language.code());
        }
        return text;
    }

    /** The step with this id, if the lesson has it. */
    public Optional<Step> step(String stepId) {
        return steps.stream().filter(step -> step.id().equals(stepId)).findFirst();
    }

    /** Minutes for the whole lesson. */
    public int minutes() {
        return steps.stream().mapToInt(Step::minutes).sum();
    }
}
