package hangari.cli;

import hangari.cli.tally.AutoResults;
import hangari.cli.tally.Count;
import hangari.cli.tally.TestReports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Counts the tests, lesson steps and lab goals that really ran; the launcher's {@code test} ends with it. */
@Command(name = "tally", hidden = true)
final class TallyCommand implements Callable<Integer> {
    @ParentCommand
    private Hangari hangari;

    @Parameters(index = "0", paramLabel = "PROJECT", description = "the reactor whose test reports are read")
    private Path project;

    @Parameters(index = "1", paramLabel = "PLAYS", description = "the folder of what learn --auto recorded")
    private Path plays;

    @Parameters(index = "2", paramLabel = "PROOFS", description = "the folder of what labs --auto recorded")
    private Path proofs;

    @Override
    public Integer call() throws IOException {
        Console console = hangari.console();
        Count tests = TestReports.below(project);
        Count steps = AutoResults.in(plays);
        Count goals = AutoResults.in(proofs);
        print("tests", tests);
        print("lesson steps", steps);
        print("lab goals", goals);
        Count all = tests.plus(steps).plus(goals);
        console.line("%d passed, %d failed, %d skipped (ran: %d tests, %d lesson steps, %d lab goals)"
                .formatted(all.passed(), all.failed(), all.skipped(), tests.ran(), steps.ran(), goals.ran()));
        boolean ran = tests.ran() > 0 && steps.ran() > 0 && goals.ran() > 0;
        return ran && all.failed() == 0 ? ExitCode.OK : ExitCode.NO;
    }

    private void print(String what, Count count) {
        Console console = hangari.console();
        console.line("%s: %d run, %d failed, %d skipped".formatted(what, count.ran(), count.failed(), count.skipped()));
        count.failures().forEach(failure -> console.line("  failed: " + failure));
        count.reasons().forEach((reason, times) -> console.line("  skipped %d: %s".formatted(times, reason)));
        if (count.ran() == 0) {
            console.line("  none ran: a harness that runs nothing proves nothing");
        }
    }
}
