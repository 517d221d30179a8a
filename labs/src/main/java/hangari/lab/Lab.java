package hangari.lab;

import hangari.lesson.model.Feature;
import hangari.lesson.model.Language;
import hangari.lesson.model.LessonText;
import hangari.lesson.model.Step;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One lab: its goals, what it begins with, and its prose in each language.
 *
 * @param id the name a learner types, such as {@code escape}
 * @param lessons the ids of the lessons that come before it
 * @param goals what is graded, each by itself; their code is the start, their solution that of the lab
 * @param start the code that the learner is given
 * @param solution code that reaches every goal
 * @param prose the text in each language; its steps are the goals
 * @param folder where it was read from
 */
public record Lab(
        String id,
        List<String> lessons,
        List<Step> goals,
        String start,
        String solution,
        Map<Language, LessonText> prose,
        Path folder) {
    public Lab {
        lessons = List.copyOf(lessons);
        goals = List.copyOf(goals);
        prose = Map.copyOf(prose);
    }

    /** The text in one language. */
    public LessonText text(Language language) {
        LessonText text = prose.get(language);
        if (text == null) {
            throw new IllegalStateException("lab " + id + " has no text in " + language.code());
        }
        return text;
    }

    /** The goal with this id or number, such as {@code walled} or {@code 3}. */
    public Optional<Step> goal(String name) {
        return goals.stream()
                .filter(goal -> goal.id().equals(name) || name.equals(String.valueOf(number(goal))))
                .findFirst();
    }

    /** Which of the goals it is, from 1. */
    public int number(Step goal) {
        return goals.indexOf(goal) + 1;
    }

    /** Minutes for the whole lab. */
    public int minutes() {
        return goals.stream().mapToInt(Step::minutes).sum();
    }

    /** What the machine must be able to do. */
    public Set<Feature> requires() {
        return goals.stream().flatMap(goal -> goal.requires().stream()).collect(Collectors.toSet());
    }

    /** Why this machine cannot run it; empty if it can. */
    public List<String> missing(Map<Feature, String> missing) {
        return requires().stream()
                .filter(missing::containsKey)
                .map(feature -> feature.key() + ": " + missing.get(feature))
                .sorted()
                .toList();
    }
}
