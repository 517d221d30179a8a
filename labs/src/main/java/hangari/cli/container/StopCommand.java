package hangari.cli.container;

import hangari.container.life.Supervisor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

    @Option(
            names = {"-s", "--signal"},
            paramLabel = "SIGNAL",
            description = "the signal that asks it to end; else its own")
    private @Nullable String signal;

    @Option(
            names = {"-t", "--timeout", "--time"},
            paramLabel = "SECONDS",
            description = "how long it is waited for; 0: not at all, -1: for ever; else its own, or 10")
    private @Nullable Integer seconds;

    @Override
    public Integer call() {
        Desk desk = Desk.of(spec);
        OptionalInt patience = seconds == null ? OptionalInt.empty() : OptionalInt.of(seconds);
        Supervisor supervisor = desk.supervisor();
        return Status.ofEachNamed(desk, names, name -> supervisor.stop(name, Optional.ofNullable(signal), patience));
    }
}
