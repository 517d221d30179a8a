package hangari.cli.container;

import hangari.container.life.Supervisor;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Ends containers, gently if they let it. */
@Command(
        name = "stop",
        description = "Asks containers to end, and ends them if they do not.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  hangari stop web",
            "  hangari stop -t 2 web db      two seconds of patience",
            "  hangari stop $(hangari ps -q)",
        })
final class StopCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "CONTAINER", description = "a name, an id, or the beginning of one")
    private List<String> names = List.of();

    @Mixin
    private final StopOptions options = new StopOptions();

    @Override
    public Integer call() {
        Desk desk = Desk.of(spec);
        Supervisor supervisor = desk.supervisor();
        return Status.ofEachNamed(desk, names, name -> supervisor.stop(name, options.signal(), options.patience()));
    }
}
