package hangari.cli;

import hangari.lab.Grader;
import hangari.lab.Lab;
import hangari.lab.LabRehearsal;
import hangari.lab.Labs;
import hangari.lab.screen.LabSession;
import hangari.lesson.model.Feature;
import hangari.lesson.play.Auto.Report;
import hangari.lesson.play.Auto.StepResult;
import hangari.lesson.play.Referee;
import hangari.lesson.play.SessionBench;
import hangari.lesson.play.screen.AutoView;
import hangari.lesson.play.screen.Look;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Lists the labs, with how far the learner has come in each; or proves that they can be trusted. */
@Command(
        name = "labs",
        description = "Lists the labs, with your progress.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  hangari labs",
            "  hangari labs --auto   starts must fail, and solutions pass",
        })
final class LabsCommand implements Callable<Integer> {
    private static final int WIDTH = 80;

    @ParentCommand
    private Hangari hangari;

    @Option(
            names = "--auto",
            description = "prove every lab: its start fails, each wrong answer fails, the solution passes")
    private boolean auto;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "with --auto: write what came of each goal, a line of JSON each")
    private @Nullable Path record;

    @Override
    public Integer call() throws IOException {
        Labs labs = hangari.labs();
        return auto ? prove(labs) : list(labs);
    }

    private int list(Labs labs) {
        Console console = hangari.console();
        new LabTable(hangari.phrases(), labs, hangari.progress()).lines().forEach(console::line);
        if (!labs.problems().isEmpty()) {
            console.line(
                    "  " + hangari.phrases().say("labs.faults", labs.problems().size()));
        }
        console.line("");
        hangari.phrases().say("labs.more").lines().map(line -> "  " + line).forEach(console::line);
        return ExitCode.OK;
    }

    private int prove(Labs labs) throws IOException {
        hangari.sweep();
        Report report = new Report(List.of());
        for (Lab lab : labs.labs()) {
            report = report.and(prove(lab));
        }
        if (record != null) {
            new AutoRecord(hangari.language().code()).write(record, report.results());
        }
        hangari.console()
                .line(hangari.phrases().say("labs.proved", report.passed(), report.failed(), report.skipped()));
        boolean whole = labs.problems().isEmpty() && report.failed() == 0;
        return whole && report.passed() > 0 ? ExitCode.OK : ExitCode.NO;
    }

    private Report prove(Lab lab) {
        try (Classroom classroom = Classroom.open(hangari.surroundings());
                SessionBench bench = new SessionBench(classroom.settings())) {
            Map<Feature, String> missing = classroom.missing(lab.requires(), hangari.phrases());
            Grader grader = new Grader(lab, bench, Referee.KERNEL);
            return LabRehearsal.of(lab, grader, hangari.language(), missing, this::say);
        }
    }

    private void say(StepResult result) {
        Look look = new Look(!hangari.isPlain(), WIDTH);
        hangari.console().line(new AutoView(look, LabSession.phrases(hangari.language())).line(result));
    }
}
