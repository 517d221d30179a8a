package hangari.lesson.play.screen;

import hangari.lesson.model.Lesson;
import hangari.lesson.model.LessonText;
import hangari.lesson.model.LessonText.StepText;
import hangari.lesson.model.Step;
import hangari.lesson.play.LessonPlayer;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/** What there is to read: the lesson's opening and end, a step, its prediction, its code. */
final class StepView {
    private final Look look;
    private final Phrases phrases;
    private final LessonPlayer player;

    StepView(Look look, Phrases phrases, LessonPlayer player) {
        this.look = look;
        this.phrases = phrases;
        this.player = player;
    }

    /** The lesson's title, question and opening. */
    List<AttributedString> opening() {
        LessonText text = player.text();
        List<AttributedString> lines = new ArrayList<>();
        lines.add(look.heading(phrases.say("lesson.heading", player.lesson().number(), text.title())));
        lines.add(AttributedString.EMPTY);
        look.prose(text.question()).forEach(line -> lines.add(look.strong(line.toString())));
        lines.add(AttributedString.EMPTY);
        lines.addAll(look.prose(text.opening()));
        lines.add(AttributedString.EMPTY);
        return lines;
    }

    /** The step's heading and body, and why it cannot be run here, if so. */
    List<AttributedString> step() {
        StepText text = player.stepText();
        List<AttributedString> lines = new ArrayList<>();
        lines.add(look.heading(place() + " " + text.title()));
        lines.add(AttributedString.EMPTY);
        lines.addAll(look.prose(text.body()));
        if (!player.missing().isEmpty()) {
            lines.add(AttributedString.EMPTY);
            lines.addAll(look.wrap(phrases.say("step.missing")));
            player.missing().forEach(reason -> lines.addAll(look.wrap(reason)));
        }
        return lines;
    }

    private String place() {
        return player.number() + "/" + player.lesson().steps().size();
    }

    /** The code that is shown, the question of the prediction, and what there is to choose from. */
    List<AttributedString> prediction() {
        StepText text = player.stepText();
        List<AttributedString> lines = indentedCode();
        lines.addAll(look.prose(text.predict()));
        List<String> choices = choices();
        for (int i = 0; i < choices.size(); i++) {
            String words = wordsOf(choices.get(i));
            String letter = letter(i) + ") ";
            for (AttributedString line : look.prose(words)) {
                lines.add(new AttributedStringBuilder()
                        .append("  ")
                        .append(look.strong(letter))
                        .append(line)
                        .toAttributedString());
                letter = "   ";
            }
        }
        return lines;
    }

    /** The letters to choose by, such as {@code a/b/c}. */
    String letters() {
        List<String> letters = new ArrayList<>();
        for (int i = 0; i < choices().size(); i++) {
            letters.add(letter(i));
        }
        return String.join("/", letters);
    }

    List<String> choices() {
        return player.step().prediction().map(Step.Prediction::choices).orElse(List.of());
    }

    private String wordsOf(String choice) {
        LessonText.Choice words = player.stepText().choice(choice);
        return words == null ? choice : words.text();
    }

    /** A choice as it was put to the learner, on one line. */
    String choiceLine(String choice) {
        String words = String.join(
                " ",
                look.prose(wordsOf(choice)).stream()
                        .map(AttributedString::toString)
                        .toList());
        return letter(choices().indexOf(choice)) + ") " + words;
    }

    private static String letter(int index) {
        return String.valueOf((char) ('a' + index));
    }

    /** The code that is shown, and what Enter does. */
    List<AttributedString> code() {
        List<AttributedString> lines = indentedCode();
        lines.addAll(keys());
        return lines;
    }

    /** What Enter does. */
    List<AttributedString> keys() {
        if (!player.missing().isEmpty()) {
            return List.of(look.faint(phrases.say("step.missing.next")));
        }
        if (player.passed()) {
            return next();
        }
        boolean task = player.step().isTask()
                && !player.shownCode().equals(player.step().answer());
        String recall = look.styled() && !player.shownCode().isBlank() ? " · " + phrases.say("step.recall") : "";
        return faint(phrases.say(task ? "step.task" : "step.run") + recall);
    }

    private List<AttributedString> indentedCode() {
        List<AttributedString> lines = new ArrayList<>();
        lines.add(AttributedString.EMPTY);
        if (!player.shownCode().isBlank()) {
            lines.addAll(look.code(player.shownCode().strip()));
            lines.add(AttributedString.EMPTY);
        }
        return lines;
    }

    /** What to do once the step is passed. */
    List<AttributedString> next() {
        boolean last = player.number() == player.lesson().steps().size();
        return faint(phrases.say(last ? "step.finish" : "step.next"));
    }

    private List<AttributedString> faint(String text) {
        return look.wrap(text).stream().map(line -> look.faint(line.toString())).toList();
    }

    /** The model answer, and why it is one. */
    List<AttributedString> solution(String code, String why) {
        List<AttributedString> lines = new ArrayList<>();
        lines.add(look.strong(phrases.say("solution.heading")));
        lines.addAll(look.code(code.strip()));
        lines.add(AttributedString.EMPTY);
        lines.addAll(look.prose(why));
        lines.add(look.faint(phrases.say("solution.run")));
        return lines;
    }

    /** Every step: where the learner is, what is done, what cannot be run. */
    List<AttributedString> list() {
        List<AttributedString> lines = new ArrayList<>();
        Lesson lesson = player.lesson();
        for (int i = 0; i < lesson.steps().size(); i++) {
            Step step = lesson.steps().get(i);
            lines.add(listed(i + 1, step));
        }
        return lines;
    }

    private AttributedString listed(int number, Step step) {
        boolean done = player.record().step(step.id()).done();
        List<String> notes = new ArrayList<>();
        if (done) {
            notes.add(phrases.say("steps.done"));
        }
        if (!player.missing(step).isEmpty()) {
            notes.add(phrases.say("steps.missing"));
        }
        boolean here = step.id().equals(player.step().id());
        if (here) {
            notes.add(phrases.say("steps.current"));
        }
        String line = "%2d %s %s  %s"
                .formatted(
                        number,
                        done ? look.mark("✓", "x") : " ",
                        player.text().step(step.id()).title(),
                        notes.isEmpty() ? "" : "(" + String.join(", ", notes) + ")");
        return here ? look.strong(line) : new AttributedString(line);
    }

    /** What is still broken, what to read, and where to go. */
    List<AttributedString> end(String goOn) {
        LessonText text = player.text();
        List<AttributedString> lines = new ArrayList<>();
        lines.add(AttributedString.EMPTY);
        lines.add(look.heading(phrases.say("lesson.end", text.title())));
        lines.add(AttributedString.EMPTY);
        lines.addAll(look.prose(text.end()));
        if (!text.reading().isEmpty()) {
            lines.add(AttributedString.EMPTY);
            lines.addAll(look.wrap(phrases.say("lesson.reading") + ": " + String.join(", ", text.reading())));
        }
        lines.add(AttributedString.EMPTY);
        lines.addAll(faint(goOn));
        return lines;
    }
}
