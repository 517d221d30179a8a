package hangari.lab.screen;

import hangari.lab.Grade;
import hangari.lab.Grade.Mark;
import hangari.lab.LabPlayer;
import hangari.lab.Words;
import hangari.lesson.model.LessonText.StepText;
import hangari.lesson.model.Step;
import hangari.lesson.play.screen.Look;
import hangari.lesson.play.screen.Phrases;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;

/** What there is to read in a lab: its opening, its goals and how they stand, its end. */
public final class LabView {
    private final Look look;
    private final Phrases phrases;
    private final LabPlayer player;

    public LabView(Look look, Phrases phrases, LabPlayer player) {
        this.look = look;
        this.phrases = phrases;
        this.player = player;
    }

    /** The title, the question, the opening, and the goals in a line each. */
    List<AttributedString> opening() {
        List<AttributedString> lines = new ArrayList<>();
        lines.add(look.heading(phrases.say("lab.heading", player.text().title())));
        lines.add(AttributedString.EMPTY);
        look.prose(player.text().question()).forEach(line -> lines.add(look.strong(line.toString())));
        lines.add(AttributedString.EMPTY);
        lines.addAll(look.prose(player.text().opening()));
        lines.add(AttributedString.EMPTY);
        lines.addAll(goals());
        return lines;
    }

    /** The goals in a line each, with those marked that were reached. */
    List<AttributedString> goals() {
        return player.lab().goals().stream()
                .map(goal -> new AttributedString(
                        "  " + (player.isReached(goal) ? look.mark("✓", "x") : " ") + " " + name(goal)))
                .toList();
    }

    private String name(Step goal) {
        return player.lab().number(goal) + " " + goal.id() + ": "
                + player.text(goal).title();
    }

    /** The learner's file. */
    List<AttributedString> file(String path, String code) {
        List<AttributedString> lines = new ArrayList<>();
        lines.add(AttributedString.EMPTY);
        lines.add(new AttributedString(phrases.say("lab.file", path)));
        lines.add(AttributedString.EMPTY);
        lines.addAll(look.code(code.strip()));
        lines.add(AttributedString.EMPTY);
        return lines;
    }

    /** What Enter does. */
    List<AttributedString> keys() {
        return faint(phrases.say("lab.keys"));
    }

    private List<AttributedString> faint(String text) {
        return look.wrap(text).stream().map(line -> look.faint(line.toString())).toList();
    }

    /** Why this machine cannot run the lab. */
    List<AttributedString> missing(List<String> reasons) {
        List<AttributedString> lines = new ArrayList<>(look.wrap(phrases.say("lab.missing")));
        reasons.forEach(reason -> lines.addAll(look.wrap(reason)));
        return lines;
    }

    /** What a goal asks. */
    List<AttributedString> goal(Step goal) {
        List<AttributedString> lines = new ArrayList<>();
        lines.add(look.heading(name(goal)));
        lines.add(AttributedString.EMPTY);
        lines.addAll(look.prose(player.text(goal).body()));
        if (player.isReached(goal)) {
            lines.add(AttributedString.EMPTY);
            lines.add(look.good(phrases.say("goal.reached")));
            lines.addAll(look.prose(player.text(goal).evidence()));
        }
        return lines;
    }

    /** Every goal, and what each that is not reached lacks. */
    public List<AttributedString> report(Grade grade) {
        List<AttributedString> lines = new ArrayList<>();
        for (Mark mark : grade.goals()) {
            lines.add(mark(mark));
            if (!mark.reached()) {
                lines.addAll(why(mark));
            }
        }
        return lines;
    }

    /** Every goal; of those reached just now, what it means; or else what the first lacks that was never reached. */
    List<AttributedString> progress(LabPlayer.Attempt attempt) {
        boolean stuck = attempt.reached().isEmpty();
        List<AttributedString> lines = new ArrayList<>();
        for (Mark mark : attempt.grade().goals()) {
            lines.add(mark(mark));
            if (attempt.reached().contains(mark.goal())) {
                lines.addAll(look.prose(player.text(mark.goal()).evidence()));
            } else if (stuck
                    && !mark.reached()
                    && player.current().filter(mark.goal()::equals).isPresent()) {
                lines.addAll(why(mark));
            }
        }
        if (!stuck && player.current().isPresent()) {
            lines.addAll(faint(phrases.say("goal.next")));
        }
        return lines;
    }

    private AttributedString mark(Mark mark) {
        String before = !mark.reached() && player.isReached(mark.goal()) ? " " + phrases.say("goal.before") : "";
        String name = name(mark.goal()) + before;
        return mark.reached() ? look.good(name) : look.bad(name);
    }

    private List<AttributedString> why(Mark mark) {
        List<AttributedString> lines = new ArrayList<>(look.prose(Words.why(mark, player.language())));
        player.hint(mark).ifPresent(hint -> lines.addAll(look.prose(phrases.say("verdict.hint", hint))));
        return lines;
    }

    /** The code that reaches every goal, and why. */
    List<AttributedString> solution(String code) {
        List<AttributedString> lines = new ArrayList<>();
        lines.add(look.strong(phrases.say("solution.heading")));
        lines.addAll(look.code(code.strip()));
        for (Step goal : player.lab().goals()) {
            StepText text = player.text(goal);
            lines.add(AttributedString.EMPTY);
            lines.add(look.strong(name(goal)));
            lines.addAll(look.prose(text.solution()));
        }
        lines.add(AttributedString.EMPTY);
        lines.addAll(faint(phrases.say("lab.solution")));
        return lines;
    }

    /** What there is to say once every goal was reached. */
    List<AttributedString> end() {
        List<AttributedString> lines = new ArrayList<>();
        lines.add(AttributedString.EMPTY);
        lines.add(look.heading(phrases.say("lab.end")));
        lines.add(AttributedString.EMPTY);
        lines.addAll(look.prose(player.text().end()));
        if (!player.text().reading().isEmpty()) {
            lines.add(AttributedString.EMPTY);
            lines.addAll(look.wrap(phrases.say("lesson.reading") + ": "
                    + String.join(", ", player.text().reading())));
        }
        return lines;
    }
}
