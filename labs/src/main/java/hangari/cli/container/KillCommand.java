package hangari.cli.container;

import hangari.container.life.Supervisor;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends a signal to the first process of containers. */
@Command(
        name = "kill",
        description = "Ends containers at once, or sends them another signal.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  hangari kill web",
            "  hangari kill -s HUP web       have it read its configuration again",
        })
final class KillCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "CONTAINER", description = "a name, an id, or the beginning of one")
    private List<String> names = List.of();

    @Option(
            names = {"-s", "--signal"},
            paramLabel = "SIGNAL",
            description = "by name or number; else KILL")
    private String signal = "KILL";

    @Override
    public Integer call() {
        Desk desk = Desk.of(spec);
        Supervisor supervisor = desk.supervisor();
        return Status.ofEachNamed(desk, names, name -> supervisor.kill(name, signal));
    }
}
