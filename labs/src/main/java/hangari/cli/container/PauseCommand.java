package hangari.cli.container;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gives containers no time any more. */
@Command(
        name = "pause",
        description = "Stops all processes of containers where they are, until unpause.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  hangari pause web",
        })
final class PauseCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "CONTAINER", description = "a name, an id, or the beginning of one")
    private List<String> names = List.of();

    @Override
    public Integer call() {
        Desk desk = Desk.of(spec);
        return Status.ofEachNamed(desk, names, desk.supervisor()::pause);
    }
}
