package hangari.lesson.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A lesson's prose in one language, as Markdown.
 *
 * @param title the lesson's title
 * @param question the question it opens with
 * @param reading manual pages and specifications for further reading
 * @param opening what stands before the first step
 * @param steps the text of each step, by step id
 * @param end what is still broken at the end: the reason for the next lesson
 */
public record LessonText(
        String title, String question, List<String> reading, String opening, Map<String, StepText> steps, String end) {
    public LessonText {
        reading = List.copyOf(reading);
        steps = Map.copyOf(steps);
    }

    /** The text of a step. */
    public StepText step(String id) {
        StepText text = steps.get(id);
        if (text == null) {
            throw new IllegalStateException("no text for step " + id);
        }
        return text;
    }

    /**
     * The prose of one step.
     *
     * @param title one line
     * @param body what is read first
     * @param predict the question of the prediction; empty without one
     * @param choices what each choice says and, for a wrong one, the misconception behind it
     * @param evidence what to look at once it ran
     * @param hints the written hints, from a nudge to nearly the answer
     * @param observed the text of each observed hint, by its id
     * @param solution why the answer is the answer
     */
    public record StepText(
            String title,
            String body,
            String predict,
            Map<String, Choice> choices,
            String evidence,
            List<String> hints,
            Map<String, String> observed,
            String solution) {
        public StepText {
            choices = Map.copyOf(choices);
            hints = List.copyOf(hints);
            observed = Map.copyOf(observed);
        }

        /** The words of a choice, if it has them. */
        public @Nullable Choice choice(String id) {
            return choices.get(id);
        }
    }

    /** One choice of a prediction: its words, and what to say to a learner who took it. */
    public record Choice(String text, String reply) {}
}
