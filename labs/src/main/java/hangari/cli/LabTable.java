package hangari.cli;

import hangari.cli.text.Columns;
import hangari.lab.Lab;
import hangari.lab.Labs;
import hangari.lesson.play.LessonRecord;
import hangari.lesson.play.Progress;
import java.util.List;
import java.util.stream.Stream;

/** The labs as lines: how many goals are reached, id, minutes, title. */
record LabTable(Phrases phrases, Labs labs, Progress progress) {
    private static final int STATE_WIDTH = 6;

    List<String> lines() {
        int width =
                labs.labs().stream().mapToInt(lab -> lab.id().length()).max().orElse(0);
        return labs.labs().stream().flatMap(lab -> lines(lab, width)).toList();
    }

    private Stream<String> lines(Lab lab, int width) {
        String head = "  %s %s  %s  "
                .formatted(
                        Columns.pad(state(lab), STATE_WIDTH),
                        Columns.pad(lab.id(), width),
                        phrases.say("minutes", lab.minutes()));
        String title = head + lab.text(phrases.language()).title();
        String after = Columns.pad("", Columns.of(head)) + phrases.say("labs.after", String.join(", ", lab.lessons()));
        return lab.lessons().isEmpty() ? Stream.of(title) : Stream.of(title, after);
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
