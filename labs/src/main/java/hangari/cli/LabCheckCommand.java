package hangari.cli;

import hangari.cli.text.Json;
import hangari.lab.Grade;
import hangari.lab.Grade.Mark;
import hangari.lab.Lab;
import hangari.lab.LabPlayer;
import hangari.lab.Words;
import hangari.lab.Worksheet;
import hangari.lab.screen.LabSession;
import hangari.lab.screen.LabView;
import hangari.lesson.play.Referee;
import hangari.lesson.play.SessionBench;
import hangari.lesson.play.screen.Look;
import hangari.lesson.shell.SessionSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Grades a file: runs it in a session of its own, and judges each goal of a lab by what the kernel showed. */
@Command(
        name = "check",
        description = "Grades a file. Exit status 0: every goal is reached, 1: not every one, 125: hangari failed.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  hangari lab check escape            the file on which you work",
            "  hangari lab check escape MINE.jsh   another one",
            "  hangari lab check escape --json | jq '.goals[].why'",
        })
final class LabCheckCommand implements Callable<Integer> {
    private static final int WIDTH = 80;

    @ParentCommand
    private LabCommand parent;

    @Parameters(index = "0", paramLabel = "NAME", description = "the lab; see hangari labs")
    private String name;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            description = "Java; else the file of hangari lab NAME")
    private @Nullable Path file;

    @Option(names = "--json", description = "for programs: lab, file, passed, error, and a list of goals")
    private boolean json;

    /**
     * A grade as {@code --json} gives it.
     *
     * @param passed whether the file ran to its end and every goal is reached
     * @param error why it did not run to its end; empty if it did
     * @param boxes how many boxes it ran
     */
    record Result(String lab, String file, boolean passed, String error, int boxes, List<Goal> goals) {}

    /**
     * How a goal stands.
     *
     * @param why what is missing; empty if it is reached
     * @param hint the id of the observed hint that fits; may be empty
     * @param hintText its text
     */
    record Goal(String id, boolean reached, String why, String hint, String hintText) {}

    @Override
    public Integer call() throws IOException {
        Lab lab = parent.lab(name);
        Worksheet sheet = file == null ? parent.worksheet(lab) : new Worksheet(file);
        String code = read(sheet);
        hangari().sweep();
        try (Classroom classroom = Classroom.open(hangari().surroundings())) {
            List<String> missing =
                    lab.missing(classroom.missing(lab.requires(), hangari().phrases()));
            if (!missing.isEmpty()) {
                throw new CommandException("lab " + name + " cannot be run here: " + String.join("; ", missing));
            }
            return grade(lab, sheet, code, settings(classroom));
        }
    }

    private Hangari hangari() {
        return parent.hangari();
    }

    private static String read(Worksheet sheet) {
        try {
            return sheet.read();
        } catch (IOException e) {
            throw new CommandException(String.valueOf(e.getMessage()), e);
        }
    }

    /** What the learner's code prints must not get between the lines that a program reads. */
    private SessionSettings settings(Classroom classroom) {
        return json
                ? classroom.settings()
                : classroom.settings().withOutput(hangari().console().out());
    }

    private int grade(Lab lab, Worksheet sheet, String code, SessionSettings settings) throws IOException {
        try (LabPlayer player = new LabPlayer(
                lab,
                parent.store().load().progress().ofLab(lab.id()),
                hangari().language(),
                new SessionBench(settings),
                Referee.KERNEL)) {
            Grade grade = player.runAnew(code).grade();
            parent.store()
                    .save(parent.store()
                            .load()
                            .progress()
                            .withLab(lab.id(), player.record(), hangari().language()));
            String error = Words.stop(grade.outcome()).orElse("");
            boolean passed = error.isEmpty() && grade.allReached();
            if (json) {
                hangari().console().line(json(result(player, grade, sheet, error, passed)));
            } else {
                print(player, grade, sheet, error);
            }
            return passed ? ExitCode.OK : ExitCode.NO;
        }
    }

    private void print(LabPlayer player, Grade grade, Worksheet sheet, String error) {
        if (!error.isEmpty()) {
            hangari().console().error(sheet.path() + ":" + error);
        }
        LabView view = new LabView(
                new Look(!hangari().isPlain(), WIDTH),
                LabSession.phrases(hangari().language()),
                player);
        view.report(grade).stream()
                .map(AttributedString::toString)
                .forEach(hangari().console()::line);
    }

    private static Result result(LabPlayer player, Grade grade, Worksheet sheet, String error, boolean passed) {
        List<Goal> goals =
                grade.goals().stream().map(mark -> goal(player, mark)).toList();
        return new Result(
                player.lab().id(),
                sheet.path().toString(),
                passed,
                error,
                grade.boxes().size(),
                goals);
    }

    private static Goal goal(LabPlayer player, Mark mark) {
        return new Goal(
                mark.goal().id(),
                mark.reached(),
                Words.why(mark, player.language()),
                mark.hint().orElse(""),
                player.hint(mark).orElse(""));
    }

    private static String json(Result result) {
        return Json.pretty(result);
    }
}
