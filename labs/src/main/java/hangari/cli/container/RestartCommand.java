package hangari.cli.container;

import hangari.container.life.Supervisor;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Stops containers and starts them again. */
@Command(
        name = "restart",
        description = "Stops containers and starts them again.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  hangari restart web",
            "  hangari restart -t 0 web      without patience",
        })
final class RestartCommand implements Callable<Integer> {
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
        return Status.ofEachNamed(desk, names, name -> supervisor.restart(name, options.signal(), options.patience()));
    }
}
