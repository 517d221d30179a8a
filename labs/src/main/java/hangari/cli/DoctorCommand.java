package hangari.cli;

import hangari.cli.doctor.Examination;
import hangari.cli.doctor.Finding;
import hangari.cli.doctor.KernelTrials;
import hangari.cli.state.SessionDirectory;
import hangari.cli.text.Json;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Says what this machine can do, what it cannot, and what to do about it. */
@Command(
        name = "doctor",
        description = "What this machine can do, what it cannot, and the remedy.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  hangari doctor",
            "  hangari doctor --json | jq '.[] | select(.status == \"no\") | .remedy'",
        })
final class DoctorCommand implements Callable<Integer> {
    @ParentCommand
    private Hangari hangari;

    @Option(names = "--json", description = "for programs: a list of topic, status, value, problem, remedy")
    private boolean json;

    @Override
    public Integer call() {
        Diagnosis diagnosis = new Diagnosis(hangari.phrases());
        List<Finding> findings = examine();
        if (json) {
            hangari.console().line(json(findings.stream().map(diagnosis::words).toList()));
        } else {
            findings.stream().flatMap(diagnosis::lines).forEach(hangari.console()::line);
        }
        return ExitCode.OK;
    }

    private List<Finding> examine() {
        try (SessionDirectory session =
                SessionDirectory.open(hangari.surroundings().state())) {
            return new Examination(new KernelTrials(session.work())).all();
        }
    }

    private static String json(List<Diagnosis.Words> words) {
        return Json.pretty(words);
    }
}
