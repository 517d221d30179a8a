package hangari.cli;

import hangari.lab.Lab;
import hangari.lab.Labs;
import hangari.lesson.play.LessonRecord;
import hangari.lesson.play.Progress;
import java.util.List;

/** The labs as lines: how many goals are reached, id, minutes, title. */
record LabTable(Phrases phrases, Labs labs, Progress progress) {
    private static final int STATE_WIDTH = 6;

    List<String> lines() {
        int width =
                labs.labs().stream().mapToInt(lab -> lab.id().length()).max().orElse(0);
        return labs.labs().stream().map(lab -> line(lab, width)).toList();
    }

    private String line(Lab lab, int width) {
        return "  %s %s  %s  %s"
                .formatted(
                        Columns.pad(state(lab), STATE_WIDTH),
                        Columns.pad(lab.id(), width),
                        phrases.say("minutes", lab.minutes()),
                        lab.text(phrases.language()).title());
    }

    private String state(Lab lab) {
        LessonRecord record = progress.ofLab(lab.id());
        long reached = lab.goals().stream()
                .filter(goal -> record.step(goal.id()).done())
                .count();
        return reached == lab.goals().size()
                ? phrases.say("lesson.done")
                : reached + "/" + lab.goals().size();
    }
}
